import type { Attribute } from '@maskroom/shared/annotation/attribute';
import { decodeGeometry, encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { polygonArea } from '@maskroom/shared/geometry/measure';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { maskIou } from '@maskroom/shared/mask/mask';
import { rasterizePolygon } from '@maskroom/shared/mask/rasterize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLog } from '../../../server/log/log.ts';
import { exportCoco } from '../../../server/transfer/exportCoco.ts';
import type { ExportedInstance, ExportSource } from '../../../server/transfer/exportSource.ts';
import { checkProperty, starRing } from '../../support/arbitraryPolygon.ts';
import { annotationMask, rowMajor } from '../../support/cocoDecoder.ts';
import { parseCoco } from '../../support/cocoFile.ts';

const log = createLog('silent');
const size = { width: 120, height: 90 };

const instance = (polygon: Polygon, more: Partial<ExportedInstance> = {}): ExportedInstance => ({
  id: 'i1',
  imageId: 'a',
  labelId: 'cat',
  geometry: encodeGeometry(polygon),
  source: 'model',
  predictedIou: 0.93,
  createdByName: 'Ada',
  decision: 'accepted',
  reason: null,
  attributes: {},
  group: null,
  ...more,
});

const asked: readonly Attribute[] = [
  { id: 'a1', name: 'Fur', kind: 'select', options: ['long', 'short'], required: true },
  { id: 'a2', name: 'Lives', kind: 'number', min: 0, max: 9, required: false },
  { id: 'a3', name: 'source', kind: 'text', required: false },
];

const sourceOf = (instances: readonly ExportedInstance[]): ExportSource => ({
  project: { id: 'p', name: 'Cats "and" dogs', createdAt: 0 },
  labels: [
    { id: 'dog', name: 'dog', color: '#000000', attributes: [] },
    { id: 'cat', name: 'cat', color: '#ffffff', attributes: asked },
  ],
  images: [
    { id: 'b', fileName: 'first.jpg', width: 10, height: 20, createdAt: 0, tags: [] },
    { id: 'a', fileName: 'zweites Bild ü.png', ...size, createdAt: 1_000, tags: ['night'] },
  ],
  instances: (async function* () {
    yield instances.slice(0, 1);
    yield instances.slice(1);
  })(),
});

async function exported(...instances: ExportedInstance[]) {
  let text = '';
  for await (const chunk of exportCoco(sourceOf(instances), log, new Date('2026-11-22T10:00:00Z')))
    text += chunk;
  return parseCoco(text);
}

const ring = (radii: number[], x = 60, y = 45) => starRing([x, y], radii);
const withHole: Polygon = [[ring([40, 35, 42, 38, 40, 41, 39]), ring([12, 14, 10, 12])]];

test('images, categories and annotations have whole-number ids from 1 that fit together', async () => {
  const file = await exported(
    instance([[ring([20, 20, 20, 20])]]),
    instance(withHole, { id: 'i2', predictedIou: null, source: 'manual' }),
  );
  expect(file.images).toEqual([
    { id: 1, width: 10, height: 20, file_name: 'first.jpg', date_captured: '1970-01-01T00:00:00.000Z' },
    {
      id: 2,
      ...size,
      file_name: 'zweites Bild ü.png',
      date_captured: '1970-01-01T00:00:01.000Z',
      tags: ['night'],
    },
  ]);
  expect(file.categories).toEqual([
    { id: 1, name: 'dog', supercategory: '' },
    { id: 2, name: 'cat', supercategory: '' },
  ]);
  expect(
    file.annotations.map(({ id, image_id, category_id, iscrowd }) => [id, image_id, category_id, iscrowd]),
  ).toEqual([
    [1, 2, 2, 0],
    [2, 2, 2, 0],
  ]);
  expect(file.info).toMatchObject({ year: 2026, description: expect.stringContaining('Cats "and" dogs') });
});

test('an annotation says how sure the model was, who made it and what was decided', async () => {
  const [scored, byHand] = (
    await exported(
      instance(withHole, { decision: 'rejected', reason: 'too wide' }),
      instance(withHole, { predictedIou: null, source: 'manual', decision: 'none' }),
    )
  ).annotations;
  expect(scored.score).toBe(0.93);
  expect(scored.attributes).toEqual({
    instance_id: 'i1',
    decision: 'rejected',
    reason: 'too wide',
    source: 'model',
    created_by: 'Ada',
  });
  expect(byHand).not.toHaveProperty('score');
});

test('answers go by the attribute’s name; what the label asks no more and what is ours already stay out', async () => {
  const answers = { a1: 'long', a2: 12, a3: 'the street', gone: true };
  const [annotation] = (await exported(instance(withHole, { attributes: answers, group: 'g1' }))).annotations;
  expect(annotation.attributes).toMatchObject({ Fur: 'long', source: 'model', group: 'g1' });
  expect(annotation.attributes).not.toHaveProperty('Lives');
  expect(annotation.attributes).not.toHaveProperty('gone');
});

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

test('an instance whose label, image or bytes are gone is left out, and the file stays whole', async () => {
  const file = await exported(
    instance(withHole, { labelId: 'gone' }),
    instance(withHole, { imageId: 'gone' }),
    instance(withHole, { geometry: Uint8Array.of(9, 9) }),
    instance(withHole, { id: 'left' }),
  );
  expect(file.annotations.map(({ id, attributes }) => [id, attributes.instance_id])).toEqual([[1, 'left']]);
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

test('nothing at all is a valid file too', async () => {
  const file = await exported();
  expect(file.annotations).toEqual([]);
});

test('ten thousand instances with holes on large pictures are written in seconds, piece by piece', async () => {
  const big = { width: 4_000, height: 3_000 };
  const shape = instance(
    [[starRing([2_000, 1_500], new Array(60).fill(180)), starRing([2_000, 1_500], new Array(20).fill(60))]],
    { imageId: 'big' },
  );
  const source: ExportSource = {
    ...sourceOf([]),
    images: [{ id: 'big', fileName: 'big.jpg', ...big, createdAt: 0, tags: [] }],
    instances: (async function* () {
      for (let page = 0; page < 50; page++) yield new Array(200).fill(shape);
    })(),
  };
  const startedAt = performance.now();
  let [pieces, longest] = [0, 0];
  for await (const piece of exportCoco(source, log)) {
    pieces++;
    longest = Math.max(longest, piece.length);
  }
  expect(performance.now() - startedAt).toBeLessThan(20_000);
  expect(pieces).toBeGreaterThan(50);
  expect(longest).toBeLessThan(256 * 1024);
});
