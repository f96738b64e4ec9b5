import { distance, distanceToEdge } from '@maskroom/shared/geometry/edge';
import { STEPS_PER_PIXEL } from '@maskroom/shared/geometry/geometryCodec';
import type { Point, Polygon, PolygonRing } from '@maskroom/shared/geometry/polygon';
import type { VertexRef } from './replaceRing.ts';

/** Borders this near to each other are one: a place on an edge is rounded to 1/16 px on both sides. Image px. */
export const SAME_PX = 2 / STEPS_PER_PIXEL;

/** A polygon with vertices that are held. */
export interface Held {
  readonly polygon: Polygon;
  readonly vertices: readonly VertexRef[];
}

/** Takes hold of a polygon at points that lie on its outline: an edge that one lies on gets a vertex there. */
export function weld(polygon: Polygon, points: readonly Point[]): Held {
  const welded = polygon.map((part) => part.map((ring) => points.reduce(withVertexAt, ring)));
  const vertices = welded.flatMap((part, i) =>
    part.flatMap((ring, j) =>
      ring.flatMap((vertex, k) =>
        points.some((point) => distance(vertex, point) <= SAME_PX) ? [{ part: i, ring: j, vertex: k }] : [],
      ),
    ),
  );
  return { polygon: welded, vertices };
}

function withVertexAt(ring: PolygonRing, point: Point): PolygonRing {
  if (ring.some((vertex) => distance(vertex, point) <= SAME_PX)) return ring;
  const edge = ring.findIndex(
    (from, i) => distanceToEdge(from, ring[(i + 1) % ring.length], point) <= SAME_PX,
  );
  return edge < 0 ? ring : ring.toSpliced(edge + 1, 0, point);
}
