import { keepPartsAt } from '@maskroom/server/inference/family/clickedParts.ts';
import { expect, test } from 'vitest';

/** `#` is +2, everything else -3. */
const maskOf = (rows: readonly string[]): Float32Array =>
  Float32Array.from(rows.join(''), (cell) => (cell === '#' ? 2 : -3));
const insideOf = (logits: Float32Array, width: number): string[] =>
  Array.from({ length: logits.length / width }, (_, y) =>
    Array.from(logits.subarray(y * width, (y + 1) * width), (value) => (value > 0 ? '#' : '.')).join(''),
  );
const rows = ['##...#', '##...#', '..##..', '......', '#.....'];

test('A mask keeps what was clicked on, and what hangs together with it by a corner', () => {
  const logits = maskOf(rows);
  keepPartsAt(logits, { width: 6, height: 5 }, [[1.9, 0.2]]);
  expect(insideOf(logits, 6)).toEqual(['##....', '##....', '..##..', '......', '......']);
  expect(logits[5]).toBe(-2);
});

test('Every click keeps its part, and a click beside the mask takes nothing away', () => {
  const two = maskOf(rows);
  const places = [
    [5, 0],
    [0, 4],
    [3, 4],
  ] as const;
  keepPartsAt(two, { width: 6, height: 5 }, places);
  expect(insideOf(two, 6)).toEqual(['.....#', '.....#', '......', '......', '#.....']);
  const beside = maskOf(rows);
  keepPartsAt(beside, { width: 6, height: 5 }, [
    [3.5, 3.5],
    [6, 5],
  ]);
  expect(insideOf(beside, 6)).toEqual(rows);
});
