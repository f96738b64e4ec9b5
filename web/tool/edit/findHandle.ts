import { nearestOnEdge } from '@maskroom/shared/geometry/edge';
import type { Point, Polygon } from '@maskroom/shared/geometry/polygon';
import type { HandleRef } from '../../canvas/scene.ts';
import { style } from '../../canvas/shapeStyle.ts';
import type { StagePointer } from '../../canvas/stagePointer.ts';

/** How near a pointer must be, CSS px: a finger's target is 24 px across. */
const REACH_PX = { mouse: 7, pen: 9, touch: 12, keyboard: 7 } as const;
/** Between its vertices an outline is taken hold of from nearer, so that the shape itself stays easy to move. */
const EDGE_REACH_PX = { mouse: 4, pen: 5, touch: 8, keyboard: 4 } as const;

/**
 * The handle under a pointer: the nearest vertex, else the nearest middle of an edge long enough to show one, else
 * the nearest place on an edge.
 */
export function findHandle(polygon: Polygon, { point, scale, device }: StagePointer): HandleRef | null {
  const reach = REACH_PX[device] / scale;
  return (
    nearest(polygon, point, reach, vertexOf, vertexAt) ??
    nearest(polygon, point, reach, middleOf(scale), edgeAt) ??
    nearest(
      polygon,
      point,
      EDGE_REACH_PX[device] / scale,
      (from, to) => nearestOnEdge(from, to, point),
      edgeAt,
    )
  );
}

type PlaceOf = (from: Point, to: Point) => Point | null;
type Place = Pick<HandleRef, 'midpoint' | 'at'>;

const vertexOf: PlaceOf = (from) => from;
const vertexAt = (): Place => ({ midpoint: false });

const middleOf =
  (scale: number): PlaceOf =>
  ([ax, ay], [bx, by]) =>
    Math.hypot(ax - bx, ay - by) * scale >= style.midpointEdgePx ? [(ax + bx) / 2, (ay + by) / 2] : null;
const edgeAt = (at: Point): Place => ({ midpoint: true, at });

function nearest(
  polygon: Polygon,
  [x, y]: Point,
  reach: number,
  placeOf: PlaceOf,
  placeAt: (at: Point) => Place,
): HandleRef | null {
  let [found, least]: [HandleRef | null, number] = [null, reach];
  polygon.forEach((rings, part) => {
    rings.forEach((vertices, ring) => {
      vertices.forEach((from, vertex) => {
        const place = placeOf(from, vertices[(vertex + 1) % vertices.length]);
        const away = place ? Math.hypot(place[0] - x, place[1] - y) : Infinity;
        if (place && away <= least) [found, least] = [{ part, ring, vertex, ...placeAt(place) }, away];
      });
    });
  });
  return found;
}
