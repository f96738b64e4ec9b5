import { expect, test } from 'vitest';
import { emptyRow, insertNames, labelsOf, withRow } from '../../../web/app/projects/labelRowList.ts';

test('a pasted list fills the row it is pasted in and opens one for each further name', () => {
  const rows = insertNames([{ ...emptyRow(0), name: 'sky' }, emptyRow(1)], 1, 'car, truck\nbus\n');
  expect(rows?.map(({ name }) => name)).toEqual(['sky', 'car', 'truck', 'bus']);
  expect(new Set(rows?.map(({ color }) => color)).size).toBe(4);
  expect(insertNames([emptyRow(0)], 0, 'fire engine')).toBeNull();
});

test('a new row takes a colour that no other has; empty and repeated names are left out', () => {
  const rows = withRow(
    [
      { ...emptyRow(1), name: 'a' },
      { ...emptyRow(3), name: ' a ' },
    ],
    1,
  );
  expect(new Set(rows.map(({ color }) => color)).size).toBe(3);
  expect(labelsOf(rows).map(({ name }) => name)).toEqual(['a']);
});
