import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { polygonRuns } from '@maskroom/shared/mask/polygonRle';
import { maskRuns } from '@maskroom/shared/mask/rle';
import { traceRuns } from '@maskroom/shared/mask/traceRuns';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryPolygon, checkProperty } from '../../support/arbitraryPolygon.ts';
import { maskFrom } from '../../support/asciiMask.ts';

function traced(grid: string): Polygon {
  const mask = maskFrom(grid);
  const polygon = traceRuns(maskRuns(mask), mask.height, 10_000);
  if (!polygon) throw new Error('too many vertices');
  return polygon;
}

test('a ring keeps its hole, and goes along the borders of its pixels', () => {
  expect(
    traced(`
      .....
      .###.
      .#.#.
      .###.
    `),
  ).toEqual([
    [
      [
        [1, 1],
        [4, 1],
        [4, 4],
        [1, 4],
      ],
      [
        [2, 3],
        [3, 3],
        [3, 2],
        [2, 2],
      ],
    ],
  ]);
});

test('pixels that meet at a corner are two parts; what lies in a hole is a part', () => {
  const corners = traced(`
    #..
    .#.
    ..#
  `);
  expect(corners).toHaveLength(3);
  const island = traced(`
    #####
    #...#
    #.#.#
    #...#
    #####
  `);
  expect(island.map((part) => part.length)).toEqual([2, 1]);
});

test('an empty mask has no part, a full one is its four corners', () => {
  expect(traceRuns([12], 3, 10)).toEqual([]);
  expect(traceRuns([0, 12], 3, 10)?.[0][0]).toHaveLength(4);
});

test('what has more vertices than asked for is given up', () => {
  const { height, ...mask } = maskFrom('#.#\n.#.\n#.#');
  expect(traceRuns(maskRuns({ height, ...mask }), height, 19)).toBeNull();
  expect(traceRuns(maskRuns({ height, ...mask }), height, 20)).toHaveLength(5);
});

test('any runs come back bit for bit, also with runs of nothing among them', () => {
  const size = fc.integer({ min: 1, max: 20 });
  const cases = fc.tuple(size, size, fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 }));
  checkProperty(cases, ([width, height, lengths]) => {
    const runs: number[] = [];
    let left = width * height;
    for (const length of lengths) {
      runs.push(Math.min(left, length));
      left -= Math.min(left, length);
    }
    runs.push(left);
    const polygon = traceRuns(runs, height, 100_000) ?? [];
    const mask = new Uint8Array(width * height);
    let at = 0;
    for (const [i, run] of runs.entries()) {
      mask.fill(i % 2, at, at + run);
      at += run;
    }
    const rowMajor = mask.map((_, i) => mask[(i % width) * height + Math.floor(i / width)]);
    expect(polygonRuns(polygon, width, height)).toEqual(maskRuns({ width, height, data: rowMajor }));
  });
});

test('the runs of any shape come back', () => {
  checkProperty(fc.tuple(fc.integer({ min: 1, max: 30 }), arbitraryPolygon(24)), ([height, polygon]) => {
    const runs = polygonRuns(polygon, 24, height);
    expect(polygonRuns(traceRuns(runs, height, 100_000) ?? [], 24, height)).toEqual(runs);
  });
});
