import type { Polygon } from '../geometry/polygon.ts';
import { emptyMask, type Mask } from './mask.ts';
import { visitSpans } from './spans.ts';

/**
 * The pixels whose centres lie on the shape (even-odd within a part, so holes stay open; parts are united).
 * Coordinates are image pixels; `width` × `height` is the size of the mask.
 */
export function rasterizePolygon(polygon: Polygon, width: number, height: number): Mask {
  const mask = emptyMask(width, height);
  for (const part of polygon) {
    visitSpans(part, width, height, (y, from, to) => mask.data.fill(1, y * width + from, y * width + to));
  }
  return mask;
}
