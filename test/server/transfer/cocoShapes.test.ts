import { decodeGeometry, encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { polygonArea } from '@maskroom/shared/geometry/measure';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { maskIou } from '@maskroom/shared/mask/mask';
import { rasterizePolygon } from '@maskroom/shared/mask/rasterize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkProperty } from '../../support/arbitraryPolygon.ts';
import { annotationMask, rowMajor } from '../../support/cocoDecoder.ts';
import { exported, instance, ring, size } from '../../support/cocoSource.ts';

test('parts without holes are polygons with the outline’s own area and bounds', async () => {
  const polygon: Polygon = [
    [
      [
        [10, 10],
        [50, 10],
        [50, 40],
        [10, 40],
      ],
    ],
    [
      [
        [70, 50],
        [90.5, 50],
        [90.5, 80.25],
      ],
    ],
  ];
  const [annotation] = (await exported(instance(polygon))).annotations;
  expect(annotation.segmentation).toEqual([
    [10, 10, 50, 10, 50, 40, 10, 40],
    [70, 50, 90.5, 50, 90.5, 80.25],
  ]);
  expect(annotation.bbox).toEqual([10, 10, 80.5, 70.25]);
  expect(annotation.area).toBeCloseTo(40 * 30 + (20.5 * 30.25) / 2, 6);
});

test('a shape with a hole is an RLE that the reference decoder reads as exactly the rasterised mask', async () => {
  const shapes = fc.tuple(
    fc.array(fc.integer({ min: 20, max: 70 }), { minLength: 3, maxLength: 9 }),
    fc.array(fc.integer({ min: 3, max: 18 }), { minLength: 3, maxLength: 7 }),
    fc.integer({ min: -10, max: 130 }),
    fc.integer({ min: -10, max: 100 }),
  );
  const cases: Polygon[] = fc
    .sample(shapes, { seed: 7, numRuns: 30 })
    .map(([outer, inner, x, y]) => [[ring(outer, x, y), ring(inner, x, y)]]);
  const file = await exported(...cases.map((polygon) => instance(polygon)));
  for (const [i, annotation] of file.annotations.entries()) {
    const read = decodeGeometry(encodeGeometry(cases[i]));
    if (!read.ok) throw new Error(read.error);
    const expected = rasterizePolygon(read.value, size.width, size.height);
    const area = expected.data.reduce((sum, pixel) => sum + pixel, 0);
    if (area === 0) continue;
    expect(annotation.segmentation).toHaveProperty('counts');
    const mask = rowMajor(
      annotationMask(annotation.segmentation, size.height, size.width),
      size.height,
      size.width,
    );
    expect(mask).toEqual(expected.data);
    expect(annotation.area).toBe(area);
    expect(annotation.bbox).toEqual(boundsOf(mask));
  }
});

/** COCO's inclusive pixel extents: w = xmax - xmin + 1. */
function boundsOf(mask: Uint8Array): number[] {
  const at = [...mask.keys()].filter((i) => mask[i] === 1);
  const [xs, ys] = [at.map((i) => i % size.width), at.map((i) => Math.floor(i / size.width))];
  const [xmin, ymin] = [Math.min(...xs), Math.min(...ys)];
  return [xmin, ymin, Math.max(...xs) - xmin + 1, Math.max(...ys) - ymin + 1];
}

test('polygons drawn by COCO’s own rule cover what we rasterise, but for the border', () => {
  const radii = fc.array(fc.integer({ min: 150, max: 230 }), { minLength: 8, maxLength: 24 });
  checkProperty(
    radii,
    (lengths) => {
      const [width, height] = [500, 480];
      const polygon: Polygon = [[ring(lengths, 250, 240)]];
      const segmentation = [polygon[0][0].flat()];
      const theirs = {
        width,
        height,
        data: rowMajor(annotationMask(segmentation, height, width), height, width),
      };
      expect(maskIou(theirs, rasterizePolygon(polygon, width, height))).toBeGreaterThan(0.99);
      expect(polygonArea(polygon)).toBeGreaterThan(50_000);
    },
    20,
  );
});

test('a shape with a hole that covers no pixel’s centre keeps its outline and its area', async () => {
  const sliver: Polygon = [
    [
      [
        [10.5625, 10.5625],
        [11.25, 10.5625],
        [11.25, 11.25],
        [10.5625, 11.25],
      ],
      [
        [10.75, 10.75],
        [11, 10.75],
        [11, 11],
      ],
    ],
  ];
  const [annotation] = (await exported(instance(sliver))).annotations;
  expect(annotation.segmentation).toEqual([[10.5625, 10.5625, 11.25, 10.5625, 11.25, 11.25, 10.5625, 11.25]]);
  expect(annotation.area).toBeGreaterThan(0);
});
