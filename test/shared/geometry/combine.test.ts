import {
  boxPolygon,
  intersectPolygons,
  polygonIou,
  subtractPolygons,
  unitePolygons,
} from '@maskroom/shared/geometry/combine';
import { ellipseRing } from '@maskroom/shared/geometry/ellipse';
import { decodeGeometry, encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { countVertices, polygonArea } from '@maskroom/shared/geometry/measure';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { createSimplifier } from '@maskroom/shared/geometry/simplify';
import { splitPart } from '@maskroom/shared/geometry/splitPolygon';
import { strokePolygon, tracedPolygon } from '@maskroom/shared/geometry/stroke';
import { rasterizePolygon } from '@maskroom/shared/mask/rasterize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryPolygon, checkProperty, starRing } from '../../support/arbitraryPolygon.ts';

const side = 40;
const RUNS = 60;
/** Rounding moves an outline by 1/32 px at most; the areas here have outlines of some hundred px. */
const AREA_SLACK = 12;

const star = fc
  .record({
    at: fc.tuple(fc.integer({ min: 5, max: 35 }), fc.integer({ min: 5, max: 35 })),
    radii: fc.array(fc.integer({ min: 3, max: 14 }), { minLength: 5, maxLength: 24 }),
    hollow: fc.boolean(),
  })
  .map(({ at, radii, hollow }): Polygon => {
    const ring = starRing(at, radii);
    return [
      hollow
        ? [
            ring,
            starRing(
              at,
              radii.map((radius) => radius / 2),
              false,
            ),
          ]
        : [ring],
    ];
  });

const frame: Polygon = [
  [...boxPolygon([0, 0, 30, 30])[0], [...boxPolygon([10, 10, 20, 20])[0][0]].reverse()],
];

test('law: what two shapes have together, and what each has alone, is all they have', () => {
  checkProperty(
    fc.tuple(star, star),
    ([a, b]) => {
      const [both, either] = [intersectPolygons(a, b), unitePolygons([a, b])].map(polygonArea);
      const [onlyA, onlyB] = [subtractPolygons(a, [b]), subtractPolygons(b, [a])].map(polygonArea);
      expect(Math.abs(polygonArea(a) + polygonArea(b) - both - either)).toBeLessThan(AREA_SLACK);
      expect(Math.abs(onlyA + onlyB + both - either)).toBeLessThan(AREA_SLACK);
      expect(polygonArea(intersectPolygons(subtractPolygons(a, [b]), b))).toBeLessThan(AREA_SLACK);
    },
    RUNS,
  );
});

test('what comes out is on the grid of the geometry bytes and agrees with the masks, pixel by pixel inside', () => {
  checkProperty(
    fc.tuple(star, star),
    ([a, b]) => {
      const union = unitePolygons([a, b]);
      const read = decodeGeometry(encodeGeometry(union));
      expect(read.ok && polygonArea(read.value)).toBe(polygonArea(union));
      const [maskA, maskB, mask] = [a, b, union].map((polygon) => rasterizePolygon(polygon, 50, 50));
      const differing = mask.data.filter((pixel, i) => pixel !== (maskA.data[i] | maskB.data[i]));
      // Centres within 1/32 px of an outline; stars have many on theirs.
      expect(differing.length).toBeLessThan(12);
    },
    RUNS,
  );
});

test('any rings at all are taken without a fault, and give rings that can be kept', () => {
  checkProperty(
    fc.tuple(arbitraryPolygon(side), arbitraryPolygon(side)),
    ([a, b]) => {
      for (const polygon of [unitePolygons([a, b]), subtractPolygons(a, [b]), intersectPolygons(a, b)]) {
        for (const ring of polygon.flat()) expect(ring.length).toBeGreaterThanOrEqual(3);
        if (polygon.length > 0) expect(decodeGeometry(encodeGeometry(polygon)).ok).toBe(true);
      }
    },
    RUNS,
  );
});

test('holes and parts stay, and a part inside a hole is a part', () => {
  const inside = boxPolygon([13, 13, 17, 17]);
  const union = unitePolygons([frame, inside, boxPolygon([50, 0, 60, 10])]);
  expect(union.map((part) => part.length).sort()).toEqual([1, 1, 2]);
  expect(polygonArea(union)).toBe(800 + 16 + 100);
  expect(polygonArea(subtractPolygons(frame, [boxPolygon([0, 0, 30, 15])]))).toBe(400);
});

test('a stroke covers its way and nothing else; a way that closes leaves a hole', () => {
  const dot = strokePolygon([[20, 20]], 8);
  expect(polygonArea(dot) / (Math.PI * 64)).toBeGreaterThan(0.97);
  const line = strokePolygon(
    [
      [10, 20],
      [30, 20],
    ],
    5,
  );
  expect(
    polygonIou(
      line,
      unitePolygons([
        boxPolygon([10, 15, 30, 25]),
        ...[10, 30].map((x): Polygon => [[ellipseRing([x - 5, 15, x + 5, 25])]]),
      ]),
    ),
  ).toBeGreaterThan(0.98);
  const loop = ellipseRing([10, 10, 60, 60]);
  expect(strokePolygon([...loop, loop[0]], 4)[0]).toHaveLength(2);
});

test('a traced loop that crosses itself becomes what it goes around', () => {
  const eight = tracedPolygon(
    [
      [0, 0],
      [20, 20],
      [20, 0],
      [0, 20],
    ],
    0.5,
  );
  expect([eight.length, polygonArea(eight)]).toEqual([2, 200]);
});

test('a cut parts a shape without loss, gap or overlap, and both sides share the border', () => {
  const line = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }));
  checkProperty(
    fc.tuple(star, fc.array(line, { minLength: 2, maxLength: 4 })),
    ([[part], middle]) => {
      const pieces = splitPart(part, [[-30, middle[0][1]], ...middle, [80, middle[1][0]]]);
      const [areas, whole] = [pieces.map(polygonArea), polygonArea([part])];
      expect(Math.abs(areas.reduce((sum, area) => sum + area, 0) - whole)).toBeLessThan(AREA_SLACK);
      expect(Math.abs(polygonArea(unitePolygons(pieces)) - whole)).toBeLessThan(AREA_SLACK);
      for (const piece of pieces) expect(decodeGeometry(encodeGeometry(piece)).ok).toBe(true);
    },
    RUNS,
  );
});

test('a line through one arm of a U leaves the other arm alone; one that ends inside cuts nothing', () => {
  const u = subtractPolygons(boxPolygon([0, 0, 30, 30]), [boxPolygon([10, -1, 20, 20])]);
  const cut = splitPart(u[0], [
    [-5, 10],
    [15, 10],
  ]);
  expect(cut.map(polygonArea)).toEqual([600, 100]);
  expect(cut.map(countVertices)).toEqual([8, 4]);
  expect(
    splitPart(u[0], [
      [-5, 10],
      [5, 10],
    ]),
  ).toEqual([u]);
  expect(
    splitPart(frame[0], [
      [15, -5],
      [15, 35],
    ]).map(polygonArea),
  ).toEqual([400, 400]);
});

test('fewer vertices: every ring stays, the count is what was asked for, and each vertex less costs area', () => {
  checkProperty(fc.tuple(star, star), ([a, b]) => {
    const polygon = [...a, ...b];
    const simplifier = createSimplifier(polygon);
    expect(simplifier.withVertices(simplifier.most)).toEqual(polygon);
    for (const count of [simplifier.fewest, Math.floor((simplifier.fewest + simplifier.most) / 2)]) {
      const simpler = simplifier.withVertices(count);
      expect(countVertices(simpler)).toBe(count);
      expect(simpler.map((part) => part.length)).toEqual(polygon.map((part) => part.length));
    }
  });
  const disc: Polygon = [[ellipseRing([0, 0, 400, 400])]];
  const simplifier = createSimplifier(disc);
  const ious = [64, 32, 16, 8].map((count) => polygonIou(disc, simplifier.withVertices(count)));
  expect(ious).toEqual([...ious].sort((a, b) => b - a));
  expect(ious[1]).toBeGreaterThan(0.98);
});
