import { polygonBox } from '../geometry/measure.ts';
import type { Polygon } from '../geometry/polygon.ts';
import { rasterizePolygon } from './rasterize.ts';

/** A mask on a grid of which only the rectangle around it is kept; outside of it nothing is inside. */
export interface MaskWindow {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** One byte a cell, 0 or 1, row-major. */
  readonly data: Uint8Array;
  /** Cells inside. */
  readonly area: number;
}

/**
 * The polygon on a grid with `scaleX` × `scaleY` cells a pixel. A shape that covers no cell's middle is the one cell
 * that it is nearest to, so that none has no place.
 */
export function polygonWindow(polygon: Polygon, scaleX: number, scaleY: number): MaskWindow {
  const [xmin, ymin, xmax, ymax] = polygonBox(polygon);
  const [x, y] = [Math.floor(xmin * scaleX), Math.floor(ymin * scaleY)];
  const width = Math.max(1, Math.ceil(xmax * scaleX) - x);
  const height = Math.max(1, Math.ceil(ymax * scaleY) - y);
  const { data } = rasterizePolygon(
    polygon.map((part) => part.map((ring) => ring.map(([px, py]) => [px * scaleX - x, py * scaleY - y]))),
    width,
    height,
  );
  const area = data.reduce((sum, cell) => sum + cell, 0);
  if (area > 0) return { x, y, width, height, data, area };
  const middle = Math.floor(height / 2) * width + Math.floor(width / 2);
  data[middle] = 1;
  return { x, y, width, height, data, area: 1 };
}

/** Cells inside both. */
export function sharedArea(a: MaskWindow, b: MaskWindow): number {
  const [left, right] = [Math.max(a.x, b.x), Math.min(a.x + a.width, b.x + b.width)];
  const [top, bottom] = [Math.max(a.y, b.y), Math.min(a.y + a.height, b.y + b.height)];
  let sum = 0;
  for (let y = top; y < bottom; y++) {
    let i = (y - a.y) * a.width + left - a.x;
    let j = (y - b.y) * b.width + left - b.x;
    for (let x = left; x < right; x++, i++, j++) sum += a.data[i] & b.data[j];
  }
  return sum;
}
