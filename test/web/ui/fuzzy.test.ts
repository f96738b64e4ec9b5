import { expect, test } from 'vitest';
import { fuzzyFind } from '../../../web/ui/fuzzy.ts';

const find = (words: string) =>
  fuzzyFind(['street lamp', 'tree', 'Bring forward', 'Straße', 'traffic light'], (text) => text, words);

test('letters may be left out and words come in any order, in any script; the best fit is first', () => {
  expect(find('strt lmp')).toEqual(['street lamp']);
  expect(find('lamp st')).toEqual(['street lamp']);
  expect(find('tree')[0]).toBe('tree');
  expect(find('straß')).toEqual(['Straße']);
  expect(find('zebra')).toEqual([]);
  expect(find(' ')).toHaveLength(5);
});
