import { signedRingArea } from '@maskroom/shared/geometry/measure';
import type { Point, PolygonRing } from '@maskroom/shared/geometry/polygon';

/** Below this a ring drawn by hand is a slip, not a shape. px². */
const LEAST_AREA = 1;

/** The ring that vertices put down by hand make: no vertex twice in a row; null when it encloses nothing. */
export function closeRing(vertices: readonly Point[]): PolygonRing | null {
  const ring = vertices.filter(([x, y], i) => {
    const [nextX, nextY] = vertices[(i + 1) % vertices.length];
    return x !== nextX || y !== nextY;
  });
  return ring.length >= 3 && Math.abs(signedRingArea(ring)) >= LEAST_AREA ? ring : null;
}
