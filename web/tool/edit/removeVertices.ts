import type { Polygon } from '@maskroom/shared/geometry/polygon';
import type { VertexRef } from './replaceRing.ts';

/** The polygon without some vertices; null where a ring would have fewer than three, for no ring ever has. */
export function removeVertices(polygon: Polygon, gone: readonly VertexRef[]): Polygon | null {
  const isGone = (part: number, ring: number, vertex: number): boolean =>
    gone.some((at) => at.part === part && at.ring === ring && at.vertex === vertex);
  const left = polygon.map((part, i) =>
    part.map((ring, j) => ring.filter((_, vertex) => !isGone(i, j, vertex))),
  );
  return left.flat().every((ring) => ring.length >= 3) ? left : null;
}
