import type { Point, Polygon } from '@maskroom/shared/geometry/polygon';
import type { HandleRef } from '../../canvas/scene.ts';
import { style } from '../../canvas/shapeStyle.ts';
import type { StagePointer } from '../../canvas/stagePointer.ts';

/** How near a pointer must be, CSS px: a finger's target is 24 px across. */
const REACH_PX = { mouse: 7, pen: 9, touch: 12, keyboard: 7 } as const;

/** The handle under a pointer: the nearest vertex, else the nearest middle of an edge long enough to show one. */
export function findHandle(polygon: Polygon, { point, scale, device }: StagePointer): HandleRef | null {
  const reach = REACH_PX[device] / scale;
  return (
    nearest(polygon, point, reach, vertexOf, false) ?? nearest(polygon, point, reach, middleOf(scale), true)
  );
}

type PlaceOf = (from: Point, to: Point) => Point | null;

const vertexOf: PlaceOf = (from) => from;

const middleOf =
  (scale: number): PlaceOf =>
  ([ax, ay], [bx, by]) =>
    Math.hypot(ax - bx, ay - by) * scale >= style.midpointEdgePx ? [(ax + bx) / 2, (ay + by) / 2] : null;

function nearest(
  polygon: Polygon,
  [x, y]: Point,
  reach: number,
  placeOf: PlaceOf,
  midpoint: boolean,
): HandleRef | null {
  let [found, least]: [HandleRef | null, number] = [null, reach];
  polygon.forEach((rings, part) => {
    rings.forEach((vertices, ring) => {
      vertices.forEach((from, vertex) => {
        const place = placeOf(from, vertices[(vertex + 1) % vertices.length]);
        const distance = place ? Math.hypot(place[0] - x, place[1] - y) : Infinity;
        if (distance <= least) [found, least] = [{ part, ring, vertex, midpoint }, distance];
      });
    });
  });
  return found;
}
