import type { Polygon, PolygonRing } from '@maskroom/shared/geometry/polygon';

/** Which ring of which part; ring 0 is the exterior. */
export interface RingRef {
  readonly part: number;
  readonly ring: number;
}

/** Which vertex of which ring. */
export interface VertexRef extends RingRef {
  readonly vertex: number;
}

/** The polygon with one ring changed; every other ring is the same object as before. */
export const replaceRing = (
  polygon: Polygon,
  at: RingRef,
  change: (ring: PolygonRing) => PolygonRing,
): Polygon =>
  polygon.map((part, i) =>
    i === at.part ? part.map((ring, j) => (j === at.ring ? change(ring) : ring)) : part,
  );
