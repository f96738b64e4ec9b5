import { polygonContains } from '@maskroom/shared/geometry/contains';
import { polygonRuns, polygonToRle } from '@maskroom/shared/mask/polygonRle';
import { rasterizePolygon } from '@maskroom/shared/mask/rasterize';
import { maskRuns } from '@maskroom/shared/mask/rle';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryPolygon, checkProperty } from '../../support/arbitraryPolygon.ts';
import { gridOf } from '../../support/asciiMask.ts';

const square = (x0: number, y0: number, x1: number, y1: number) =>
  [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ] as const;

test('pixels belong to a shape when their centres do; holes stay open, parts are united', () => {
  const polygon = [[square(1, 1, 5, 5), square(2, 2, 4, 4)], [square(4, 4, 7, 6)]];
  expect(gridOf(rasterizePolygon(polygon, 8, 7))).toBe(
    ['........', '.####...', '.#..#...', '.#..#...', '.######.', '....###.', '........'].join('\n'),
  );
});

test('the golden ring has the golden string', () => {
  expect(polygonToRle([[square(1, 1, 4, 4), square(2, 2, 3, 3)]], 5, 4)).toEqual({
    size: [4, 5],
    counts: '531N00023',
  });
});

test('a shape over the whole picture is one run, a shape outside of it none', () => {
  expect(polygonRuns([[square(-5, -5, 50, 50)]], 4, 3)).toEqual([0, 12]);
  expect(polygonRuns([[square(10, 10, 50, 50)]], 4, 3)).toEqual([12]);
});

test('runs straight from the outline are those of the rasterised mask, for any rings', () => {
  const cases = fc.tuple(
    fc.integer({ min: 1, max: 24 }),
    fc.integer({ min: 1, max: 24 }),
    arbitraryPolygon(24),
  );
  checkProperty(
    cases,
    ([width, height, polygon]) => {
      expect(polygonRuns(polygon, width, height)).toEqual(maskRuns(rasterizePolygon(polygon, width, height)));
    },
    1_000,
  );
});

test('a rasterised pixel is one whose centre the shape contains', () => {
  // Vertices lie on sixteenths, centres on halves moved by 1/97: no centre lies on a border.
  const moved = arbitraryPolygon(10).map((polygon) =>
    polygon.map((part) =>
      part.slice(0, 1).map((ring) => ring.map(([x, y]) => [x + 1 / 97, y + 1 / 89] as const)),
    ),
  );
  checkProperty(moved, (polygon) => {
    const mask = rasterizePolygon(polygon, 10, 10);
    mask.data.forEach((pixel, i) => {
      expect(pixel === 1).toBe(polygonContains(polygon, [(i % 10) + 0.5, Math.floor(i / 10) + 0.5]));
    });
  });
});
