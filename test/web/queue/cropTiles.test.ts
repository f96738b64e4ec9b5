import { tilePyramidOf } from '@maskroom/shared/geometry/tilePyramid';
import { expect, test } from 'vitest';
import { cropTiles } from '../../../web/queue/cropTiles.ts';

const size = { width: 12_000, height: 8_400 };
const picture = { ...size, tiles: tilePyramidOf(size) };

test('a crop of a large picture takes the tiles that cover it, at the level of the screen', () => {
  const near = cropTiles(picture, { x: 11_000, y: 8_000, width: 700, height: 400 });
  expect(near.map(({ place }) => place.level)).toEqual(near.map(() => 5));
  expect(near.map(({ place: { column, row } }) => `${column}/${row}`).toSorted()).toEqual([
    '21/15',
    '21/16',
    '22/15',
    '22/16',
  ]);
  expect(near.find(({ place: { column, row } }) => column === 21 && row === 16)?.box).toEqual([
    10_752, 8_192, 11_264, 8_400,
  ]);
  const far = cropTiles(picture, { x: 0, y: 0, ...size });
  expect(new Set(far.map(({ place }) => place.level))).toEqual(new Set([3]));
  expect(far).toHaveLength(6 * 5);
});
