import type { Point, Polygon } from './polygon.ts';

/** The point of the edge from `a` to `b` that is nearest to `point`. */
export function nearestOnEdge([ax, ay]: Point, [bx, by]: Point, [x, y]: Point): Point {
  const [dx, dy] = [bx - ax, by - ay];
  const length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length2));
  return [ax + t * dx, ay + t * dy];
}

export const distance = ([ax, ay]: Point, [bx, by]: Point): number => Math.hypot(ax - bx, ay - by);

export const distanceToEdge = (a: Point, b: Point, point: Point): number =>
  distance(nearestOnEdge(a, b, point), point);

/** Image px from a point to the closest edge of any ring. */
export function distanceToOutline(polygon: Polygon, point: Point): number {
  let least = Infinity;
  for (const part of polygon) {
    for (const ring of part) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        least = Math.min(least, distanceToEdge(ring[j], ring[i], point));
      }
    }
  }
  return least;
}
