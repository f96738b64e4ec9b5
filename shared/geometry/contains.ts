import type { Point, Polygon, PolygonRing } from './polygon.ts';

/** Even-odd test against one ring; points on the border may fall on either side. */
export function ringContains(ring: PolygonRing, [x, y]: Point): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** Whether the point lies on the shape: in an exterior and in none of that part's holes. */
export const polygonContains = (polygon: Polygon, point: Point): boolean =>
  polygon.some(
    ([exterior, ...holes]) => ringContains(exterior, point) && !holes.some((h) => ringContains(h, point)),
  );
