import type { Polygon } from '../geometry/polygon.ts';
import { emptyMask, type Mask } from './mask.ts';

/**
 * The pixels whose centres lie on the shape (even-odd within a part, so holes stay open; parts are united).
 * Coordinates are image pixels; `width` × `height` is the size of the mask.
 */
export function rasterizePolygon(polygon: Polygon, width: number, height: number): Mask {
  const mask = emptyMask(width, height);
  for (const part of polygon) {
    const crossings = crossingsByRow(part.flatMap(edgesOf), height);
    crossings.forEach((row, y) => {
      row.sort((a, b) => a - b);
      for (let i = 0; i + 1 < row.length; i += 2) {
        const from = Math.max(0, Math.ceil(row[i] - 0.5));
        const to = Math.min(width, Math.ceil(row[i + 1] - 0.5));
        if (to > from) mask.data.fill(1, y * width + from, y * width + to);
      }
    });
  }
  return mask;
}

type Edge = readonly [x0: number, y0: number, x1: number, y1: number];

const edgesOf = (ring: Polygon[number][number]): Edge[] =>
  ring.map(([x0, y0], i) => {
    const [x1, y1] = ring[(i + 1) % ring.length];
    return y0 < y1 ? [x0, y0, x1, y1] : [x1, y1, x0, y0];
  });

/** Where the edges cross the centre line of each row, unsorted. */
function crossingsByRow(edges: readonly Edge[], height: number): number[][] {
  const rows: number[][] = Array.from({ length: height }, () => []);
  for (const [x0, y0, x1, y1] of edges) {
    const first = Math.max(0, Math.ceil(y0 - 0.5));
    const last = Math.min(height, Math.ceil(y1 - 0.5));
    for (let y = first; y < last; y++) rows[y].push(x0 + ((y + 0.5 - y0) * (x1 - x0)) / (y1 - y0));
  }
  return rows;
}
