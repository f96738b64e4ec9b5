import { tileOutline } from '@maskroom/server/monitor/outlines/tileOutline.ts';
import { decodeGeometry, encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { countVertices, polygonArea, polygonBox } from '@maskroom/shared/geometry/measure';
import type { Polygon, PolygonRing } from '@maskroom/shared/geometry/polygon';
import { expect, test } from 'vitest';

const size = { width: 4_096, height: 3_072 };
/** Px of the picture for one unit of an outline. */
const UNIT = 128;

function outlineOf(polygon: Polygon): Polygon {
  const text = tileOutline(encodeGeometry(polygon), size);
  const decoded = decodeGeometry(Buffer.from(text ?? '', 'base64'));
  if (!decoded.ok) throw new Error(decoded.error);
  return decoded.value;
}

const circle = (x: number, y: number, radius: number, vertices: number): PolygonRing =>
  Array.from({ length: vertices }, (_, i) => {
    const angle = (2 * Math.PI * i) / vertices;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
const rectangle = (x: number, y: number, width: number, height: number): PolygonRing => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
];

test('L7: a large outline keeps its parts, its hole and its place with at most 64 vertices', () => {
  const outline = outlineOf([
    [circle(1_500, 1_500, 1_000, 5_000), circle(1_500, 1_500, 500, 900)],
    [rectangle(3_000, 200, 800, 400)],
  ]);
  expect(outline.map((part) => part.length)).toEqual([2, 1]);
  expect(countVertices(outline)).toBeLessThanOrEqual(64);
  const box = polygonBox(outline).map((value) => value * UNIT);
  for (const [i, value] of [500, 200, 3_800, 2_500].entries())
    expect(Math.abs(box[i] - value)).toBeLessThan(16);
  const area = Math.PI * (1_000 ** 2 - 500 ** 2) + 800 * 400;
  expect((polygonArea(outline) * UNIT ** 2) / area).toBeCloseTo(1, 1);
});

test('L7: a rectangle stays one, however small', () => {
  expect(outlineOf([[rectangle(800, 800, 1_600, 800)]])).toEqual([[rectangle(6.25, 6.25, 12.5, 6.25)]]);
  expect(countVertices(outlineOf([[rectangle(800, 800, 16, 16)]]))).toBe(4);
});

test('L7: what is less than a step is a dot or a hair, in its place', () => {
  const dot = outlineOf([[rectangle(1_001, 2_001, 2, 2)]]);
  expect(countVertices(dot)).toBe(3);
  expect(Math.abs(polygonBox(dot)[0] * UNIT - 1_001)).toBeLessThan(8);
  const hair = outlineOf([[rectangle(400, 400, 2_000, 1)]]);
  expect(hair.flat()).toHaveLength(1);
  expect((polygonBox(hair)[2] - polygonBox(hair)[0]) * UNIT).toBeCloseTo(2_000, -1);
});

test('L7: of hundreds of rings the largest are kept', () => {
  const holes = Array.from({ length: 300 }, (_, i) =>
    rectangle(200 + (i % 20) * 150, 200 + Math.floor(i / 20) * 150, 60 + (i === 137 ? 60 : 0), 100),
  );
  const [[, ...kept]] = outlineOf([[rectangle(0, 0, 4_000, 3_000), ...holes]]);
  expect(kept).toHaveLength(11);
  expect(Math.max(...kept.map((hole) => polygonArea([[hole]]) * UNIT ** 2))).toBeCloseTo(12_000, -3);
});

test('bytes that are no geometry have no outline', () => {
  expect(tileOutline(new Uint8Array([9, 9]), size)).toBeNull();
});
