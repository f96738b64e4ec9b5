import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  fitViewport,
  keepInSight,
  MAX_SCALE,
  MIN_SCALE,
  toImage,
  toScreen,
  visibleBox,
  zoomAt,
} from '../../../web/canvas/viewport.ts';

const coordinate = fc.double({ min: -5_000, max: 5_000, noNaN: true });
const viewport = fc.record({
  scale: fc.double({ min: MIN_SCALE, max: MAX_SCALE, noNaN: true }),
  x: coordinate,
  y: coordinate,
});
const point = fc.tuple(coordinate, coordinate);

test('screen and image coordinates are each other’s reverse', () => {
  fc.assert(
    fc.property(viewport, point, (view, [x, y]) => {
      const [backX, backY] = toImage(view, toScreen(view, [x, y]));
      expect(backX).toBeCloseTo(x, 6);
      expect(backY).toBeCloseTo(y, 6);
    }),
  );
});

test('zooming keeps the image point under the pointer there, and stays within the limits', () => {
  fc.assert(
    fc.property(viewport, point, fc.double({ min: 0.01, max: 100, noNaN: true }), (view, at, factor) => {
      const zoomed = zoomAt(view, factor, at);
      const [x, y] = toScreen(zoomed, toImage(view, at));
      expect(Math.abs(x - at[0])).toBeLessThan(1e-3);
      expect(Math.abs(y - at[1])).toBeLessThan(1e-3);
      expect(zoomed.scale).toBeGreaterThanOrEqual(MIN_SCALE);
      expect(zoomed.scale).toBeLessThanOrEqual(MAX_SCALE);
    }),
  );
});

test('a fitted picture is whole and centred', () => {
  const [image, stage] = [
    { width: 4_000, height: 3_000 },
    { width: 1_000, height: 600 },
  ];
  const view = fitViewport(image, stage);
  expect(view.scale).toBeCloseTo((600 - 48) / 3_000);
  expect(toScreen(view, [2_000, 1_500])).toEqual([500, 300]);
  const [xmin, ymin, xmax, ymax] = visibleBox(view, stage);
  expect(xmin < 0 && ymin < 0 && xmax > 4_000 && ymax > 3_000).toBe(true);
});

test('the picture cannot be pushed out of sight', () => {
  const [image, stage] = [
    { width: 100, height: 100 },
    { width: 500, height: 400 },
  ];
  expect(keepInSight({ scale: 1, x: 9_999, y: -9_999 }, image, stage)).toEqual({ scale: 1, x: 452, y: -52 });
  expect(keepInSight({ scale: 1, x: 20, y: 30 }, image, stage)).toEqual({ scale: 1, x: 20, y: 30 });
});
