import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { replaceRing, type VertexRef } from './replaceRing.ts';

/** The polygon without one vertex; null where the ring has only three, for a ring never has fewer. */
export function removeVertex(polygon: Polygon, at: VertexRef): Polygon | null {
  if (polygon[at.part][at.ring].length <= 3) return null;
  return replaceRing(polygon, at, (ring) => ring.toSpliced(at.vertex, 1));
}
