import { tracePolygon } from '@maskroom/server/inference/trace/tracePolygon.ts';
import { polygonContains } from '@maskroom/shared/geometry/contains';
import { decodeGeometry, MAX_VERTICES } from '@maskroom/shared/geometry/geometryCodec';
import { countVertices, polygonArea, polygonBox, signedRingArea } from '@maskroom/shared/geometry/measure';
import { maskIou } from '@maskroom/shared/mask/mask';
import { rasterizePolygon } from '@maskroom/shared/mask/rasterize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkProperty } from '../../../support/arbitraryPolygon.ts';
import { gridOf, maskFrom } from '../../../support/asciiMask.ts';
import { firstCrossing, topologyOf } from '../../../support/topology.ts';
import { maskOf, traceMask, wholeFrame } from '../../../support/traceAscii.ts';

const shapes: Record<string, { grid: string; parts: number; holes: number }> = {
  'one pixel': { parts: 1, holes: 0, grid: '...\n.#.\n...' },
  'a ring with its hole': { parts: 1, holes: 1, grid: '.....\n.###.\n.#.#.\n.###.\n.....' },
  'an island in a lake on an island': {
    parts: 2,
    holes: 1,
    grid: '.......\n.#####.\n.#...#.\n.#.#.#.\n.#...#.\n.#####.\n.......',
  },
  'three parts, two of them at corners': {
    parts: 3,
    holes: 0,
    grid: '##....\n#.....\n...#..\n.....#\n....##',
  },
  everything: { parts: 1, holes: 0, grid: '####\n####\n####' },
  'a hole that opens to the border': { parts: 1, holes: 0, grid: '####\n#..#\n#..#' },
  'pixels that meet at a corner only': { parts: 2, holes: 0, grid: '....\n.#..\n..#.\n....' },
  'background that meets at a corner only': { parts: 1, holes: 0, grid: '.....\n.###.\n.#.#.\n.##..\n.....' },
};

for (const [name, { grid, parts, holes }] of Object.entries(shapes)) {
  test(`traces ${name}, and rasterising gives the same pixels`, () => {
    const mask = maskFrom(grid);
    const polygon = traceMask(mask);
    expect(gridOf(maskOf(polygon, mask))).toBe(gridOf(mask));
    expect(polygon.length).toBe(parts);
    expect(polygon.flat().length - polygon.length).toBe(holes);
    expect(firstCrossing(polygon)).toBeNull();
    for (const [exterior, ...inner] of polygon) {
      expect(signedRingArea(exterior)).toBeGreaterThan(0);
      for (const hole of inner) expect(signedRingArea(hole)).toBeLessThan(0);
    }
  });
}

test('runs along the border of the image exactly where the mask touches it', () => {
  const mask = maskFrom('####\n####\n####');
  const [[corners]] = traceMask(mask, { tolerancePx: 0.5 });
  expect([...corners].sort()).toEqual([
    [0, 0],
    [0, 24],
    [32, 0],
    [32, 24],
  ]);
  const right = polygonBox(traceMask(maskFrom('...#\n...#\n....')));
  expect(right).toEqual([24, 0, 32, 16]);
});

test('interpolates: the outline lies where the logits pass through zero, in image pixels', () => {
  // Zero 1/4 of the way from column 1 to column 2, whose centres are at 1.5 and 2.5 samples.
  const logits = Float32Array.from({ length: 16 }, (_, i) => [3, 1, -3, -9][i % 4]);
  const traced = tracePolygon(logits, wholeFrame({ width: 4, height: 4 }), { width: 40, height: 40 });
  expect(traced?.box).toEqual([0, 0, 17.5, 40]);
  expect(traced?.area).toBe(17.5 * 40);
});

test('crops to the picture: what lies in the padding is not traced, a picture that ends between samples is', () => {
  const frame = { width: 8, height: 8, content: { width: 8, height: 4.5 } };
  const image = { width: 160, height: 90 };
  const traced = tracePolygon(new Float32Array(64).fill(5), frame, image);
  expect(traced?.box).toEqual([0, 0, 160, 90]);
  expect(traced?.area).toBe(160 * 90);
  const padding = new Float32Array(64).fill(-5).fill(5, 40);
  expect(tracePolygon(padding, frame, image)).toBeNull();
});

test('leaves out specks and pinholes, but keeps a mask that is nothing else', () => {
  const mask = maskFrom('#........\n..######.\n..##.###.\n..######.\n..######.');
  const polygon = traceMask(mask, { tolerancePx: 0, speckArea: 4 });
  expect(polygon.map((part) => part.length)).toEqual([1]);
  expect(traceMask(maskFrom('...\n.#.\n...'), {}).length).toBe(1);
  expect(traceMask(maskFrom('...\n...'))).toEqual([]);
});

test('an outline with noise in it keeps within the caps of one shape, and in a reply three of them within 8 kB', () => {
  let state = 7;
  const logits = Float32Array.from({ length: 256 * 256 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 0.9;
  });
  for (const tolerancePx of [0, undefined]) {
    const traced = tracePolygon(
      logits,
      wholeFrame({ width: 256, height: 256 }),
      { width: 1920, height: 1920 },
      { tolerancePx },
    );
    const polygon = traced && decodeGeometry(traced.geometry);
    expect(polygon?.ok && countVertices(polygon.value)).toBeLessThanOrEqual(MAX_VERTICES);
    if (tolerancePx === undefined) expect(traced?.geometry.length).toBeLessThanOrEqual(8_000 / 3);
  }
});

/** Sums of a few soft discs, some of them taken away: blobs with holes, bridges and corners. */
const field = fc.record({
  width: fc.integer({ min: 3, max: 40 }),
  height: fc.integer({ min: 3, max: 40 }),
  discs: fc.array(
    fc.record({
      x: fc.double({ min: -0.1, max: 1.1, noNaN: true }),
      y: fc.double({ min: -0.1, max: 1.1, noNaN: true }),
      radius: fc.double({ min: 0.05, max: 0.5, noNaN: true }),
      sign: fc.constantFrom(1, 1, -1),
    }),
    { minLength: 1, maxLength: 7 },
  ),
});

const logitsOf = ({ width, height, discs }: typeof field extends fc.Arbitrary<infer F> ? F : never) =>
  Float32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [((i % width) + 0.5) / width, (Math.floor(i / width) + 0.5) / height];
    return discs.reduce(
      (sum, disc) => sum + disc.sign * Math.exp(-((x - disc.x) ** 2 + (y - disc.y) ** 2) / disc.radius ** 2),
      -0.3,
    );
  });

test('property: random masks of ±1 keep every pixel, part and hole; rings are simple and apart', () => {
  const masks = fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
    .chain(([width, height]) =>
      fc
        .array(fc.constantFrom(0, 1), { minLength: width * height, maxLength: width * height })
        .map((data) => ({ width, height, data: Uint8Array.from(data) })),
    );
  checkProperty(masks, (mask) => {
    const polygon = traceMask(mask);
    expect(gridOf(maskOf(polygon, mask))).toBe(gridOf(mask));
    const { parts, holes } = topologyOf(mask);
    expect({ parts: polygon.length, holes: polygon.flat().length - polygon.length }).toEqual({
      parts,
      holes,
    });
    expect(firstCrossing(polygon)).toBeNull();
  });
});

test('property: simplified outlines of smooth masks stay simple, nested, within the image and close to the mask', () => {
  checkProperty(
    fc.tuple(field, fc.constantFrom(3, 17, 60, 333, 1920), fc.constantFrom(undefined, 0.25, 1, 4)),
    ([shape, longest, tolerancePx]) => {
      const logits = logitsOf(shape);
      const frame = wholeFrame(shape);
      const scale = longest / Math.max(shape.width, shape.height);
      const image = {
        width: Math.max(1, Math.round(shape.width * scale)),
        height: Math.max(1, Math.round(shape.height * scale)),
      };
      const exact = tracePolygon(logits, frame, image, { tolerancePx: 0, speckArea: 0 });
      const traced = tracePolygon(logits, frame, image, { tolerancePx, speckArea: 0 });
      expect(traced === null).toBe(exact === null);
      if (!traced || !exact) return;
      const [fine, coarse] = [decodeGeometry(exact.geometry), decodeGeometry(traced.geometry)];
      if (!fine.ok || !coarse.ok) throw new Error('the bytes cannot be read');
      expect(firstCrossing(coarse.value)).toBeNull();
      expect(coarse.value.map((part) => part.length).sort()).toEqual(
        fine.value.map((part) => part.length).sort(),
      );
      for (const [exterior, ...holes] of coarse.value) {
        for (const hole of holes) expect(polygonContains([[exterior]], hole[0])).toBe(true);
      }
      const [xmin, ymin, xmax, ymax] = traced.box;
      expect(Math.min(xmin, ymin, image.width - xmax, image.height - ymax)).toBeGreaterThanOrEqual(0);
      expect(polygonArea(coarse.value)).toBe(traced.area);
      if (tolerancePx !== undefined || longest < 333) return;
      const size = [image.width / 2, image.height / 2].map(Math.round);
      const half = (polygon: typeof fine.value) =>
        rasterizePolygon(
          polygon.map((part) => part.map((ring) => ring.map(([x, y]) => [x / 2, y / 2] as const))),
          size[0],
          size[1],
        );
      const samplePx2 = (image.width * image.height) / (shape.width * shape.height);
      if (exact.area > 20 * samplePx2)
        expect(maskIou(half(fine.value), half(coarse.value))).toBeGreaterThan(0.95);
    },
    150,
  );
});
