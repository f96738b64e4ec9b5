import { boxNms } from '@maskroom/server/assist/everything/boxNms.ts';
import { cleanPolygon } from '@maskroom/server/assist/everything/cleanPolygon.ts';
import { cropBoxes, isNearCropEdge } from '@maskroom/server/assist/everything/cropBoxes.ts';
import type { FoundMask } from '@maskroom/server/assist/everything/foundMask.ts';
import { MaskPool, suppressed } from '@maskroom/server/assist/everything/MaskPool.ts';
import { pointGrid, pointsPerSide } from '@maskroom/server/assist/everything/pointGrid.ts';
import { boxIou } from '@maskroom/shared/geometry/box';
import type { Box, Polygon } from '@maskroom/shared/geometry/polygon';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskFrom } from '../../../support/asciiMask.ts';
import { SAMPLE_PX, traceMask } from '../../../support/traceAscii.ts';

const everywhere = { box: [0, 0, 100, 100], layer: 0 } as const;
const seed = 20_261_122;

test('the grid of clicks is that of segment-anything, and is all over the picture from the start', () => {
  expect(pointGrid(2, [10, 20, 50, 40])).toEqual(
    expect.arrayContaining([
      [20, 25],
      [40, 25],
      [20, 35],
      [40, 35],
    ]),
  );
  const points = pointGrid(32, [0, 0, 64, 64]);
  expect(new Set(points.map(String)).size).toBe(1_024);
  const quarters = new Set(
    points.slice(0, 16).map(([x, y]) => `${Math.floor(x / 16)},${Math.floor(y / 16)}`),
  );
  expect(quarters.size).toBeGreaterThan(10);
  expect(pointGrid(1, [0, 0, 1, 1])).toEqual([[0.5, 0.5]]);
});

test('of overlapping boxes the surer stays, and what it pushed out pushes nobody out', () => {
  const boxes: Box[] = [
    [0, 0, 10, 10],
    [2, 0, 12, 10],
    [4, 0, 14, 10],
    [50, 50, 60, 60],
  ];
  // 0 and 1: 80 / 120; 1 and 2 the same; 0 and 2: 60 / 140.
  expect(boxNms(boxes, [0.7, 0.8, 0.9, 0.1], 0.5)).toEqual([2, 0, 3]);
  expect(boxNms(boxes, [0.9, 0.9, 0.9, 0.9], 0.5)).toEqual([0, 2, 3]);
  expect(boxNms(boxes, [0.7, 0.8, 0.9, 0.1], 2 / 3)).toEqual([2, 1, 0, 3]);
});

const place = fc.integer({ min: 0, max: 40 });
const side = fc.integer({ min: 1, max: 30 });
const scored = fc.record({
  x: place,
  y: place,
  width: side,
  height: side,
  score: fc.double({ min: 0, max: 1, noNaN: true }),
});

test('what stands does not depend on the batches in which it came', () => {
  fc.assert(
    fc.property(fc.array(scored, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (list, batch) => {
      const masks = list.map(({ x, y, width, height, score }, id) =>
        found(id, [x, y, x + width, y + height], score),
      );
      const pool = new MaskPool({ within: 0.4, across: 0.7 });
      const standing = new Set<number>();
      for (let i = 0; i < masks.length; i += batch) {
        const { added, withdrawn } = pool.add(masks.slice(i, i + batch));
        for (const id of withdrawn) expect(standing.delete(id)).toBe(true);
        for (const { id } of added) standing.add(id);
      }
      const kept = boxNms(
        masks.map(({ box }) => box),
        masks.map(({ predictedIou }) => predictedIou),
        0.4,
      );
      expect([...standing].sort((a, b) => a - b)).toEqual([...kept].sort((a, b) => a - b));
      for (const a of kept)
        for (const b of kept)
          if (a !== b) expect(boxIou(masks[a].box, masks[b].box)).toBeLessThanOrEqual(0.4);
    }),
    { seed, verbose: true },
  );
});

test('between crops the mask of the smaller stays, whatever the model thinks', () => {
  const whole = { box: [0, 0, 100, 100], layer: 0 } as const;
  const quarter = { box: [0, 0, 60, 60], layer: 1 } as const;
  const ofWhole = [found(0, [0, 0, 20, 20], 0.9, whole), found(1, [50, 50, 90, 90], 0.8, whole)];
  const ofQuarter = [found(2, [1, 1, 20, 20], 0.6, quarter)];
  const ids = (thresholds: { within: number; across: number }) =>
    suppressed([ofWhole, ofQuarter], thresholds).map(({ id }) => id);
  expect(ids({ within: 0.7, across: 0.7 })).toEqual([2, 1]);
  expect(ids({ within: 0.7, across: 0.95 })).toEqual([2, 0, 1]);
});

test('crops are those of segment-anything', () => {
  const boxes = cropBoxes({ width: 1_500, height: 1_000 }, 2, 512 / 1_500);
  // generate_crop_boxes((1000, 1500), 2, 512 / 1500) gives these.
  expect(boxes.slice(0, 6)).toEqual([
    { box: [0, 0, 1_500, 1_000], layer: 0 },
    { box: [0, 0, 921, 671], layer: 1 },
    { box: [580, 0, 1_500, 671], layer: 1 },
    { box: [0, 330, 921, 1_000], layer: 1 },
    { box: [580, 330, 1_500, 1_000], layer: 1 },
    { box: [0, 0, 503, 378], layer: 2 },
  ]);
  expect(boxes).toHaveLength(21);
  expect(cropBoxes({ width: 1, height: 1 }, 2, 0.3).every(({ box }) => box.join() === '0,0,1,1')).toBe(true);
  expect([0, 1, 2].map((layer) => pointsPerSide(32, 2, layer))).toEqual([32, 16, 8]);
  expect(pointsPerSide(2, 8, 2)).toBe(1);
});

test('what a crop cuts off is dropped, what the picture cuts off is not', () => {
  const image = { width: 1_000, height: 800 };
  const crop: Box = [0, 0, 600, 500];
  expect(isNearCropEdge([100, 100, 590, 300], crop, image)).toBe(true);
  expect(isNearCropEdge([100, 485, 300, 500], crop, image)).toBe(true);
  expect(isNearCropEdge([0, 0, 500, 400], crop, image)).toBe(false);
  expect(isNearCropEdge([0, 0, 1_000, 800], [0, 0, 1_000, 800], image)).toBe(false);
});

test('small holes are filled and small islands taken away; when every island is small the largest stays', () => {
  const shape = traceMask(
    maskFrom(`
      ...........
      .######..#.
      .#.##.#....
      .####..#...
      .######....
      ...........
      .##........
      .##........
      ...........`),
  );
  const pixel = SAMPLE_PX ** 2;
  const holesOf = (polygon: Polygon) => polygon.reduce((sum, part) => sum + part.length - 1, 0);
  expect([shape.length, holesOf(shape)]).toEqual([4, 1]);
  expect(cleanPolygon(shape, 0.1 * pixel)).toBe(shape);
  const cleaned = cleanPolygon(shape, 0.7 * pixel);
  expect([cleaned.length, holesOf(cleaned)]).toEqual([2, 0]);
  const more = cleanPolygon(shape, 10 * pixel);
  expect([more.length, holesOf(more)]).toEqual([1, 0]);
  expect(cleanPolygon(shape, 1_000 * pixel)).toEqual(more);
});

test('an island in a hole that is filled is part of what is around it', () => {
  const ring = (x: number, y: number, side: number) =>
    [
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
    ] as const;
  const lake: Polygon = [[ring(0, 0, 50), ring(10, 10, 20)], [ring(15, 15, 5)]];
  expect(cleanPolygon(lake, 500)).toEqual([[ring(0, 0, 50)]]);
  expect(cleanPolygon(lake, 100)).toEqual([[ring(0, 0, 50), ring(10, 10, 20)]]);
});

function found(id: number, box: Box, predictedIou: number, crop: FoundMask['crop'] = everywhere): FoundMask {
  const nothing = {
    polygon: [],
    area: 0,
    geometry: new Uint8Array(),
    stabilityScore: 1,
    point: [0, 0],
  } as const;
  return { ...nothing, id, box, predictedIou, crop };
}
