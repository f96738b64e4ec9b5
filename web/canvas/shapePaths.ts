import type { Geometry } from '@maskroom/shared/geometry/geometryCodec';
import { polygonBox } from '@maskroom/shared/geometry/measure';
import type { Box, Point, Polygon } from '@maskroom/shared/geometry/polygon';

const paths = new WeakMap<Geometry, Path2D>();
const boxes = new WeakMap<Geometry, Box>();
const anchors = new WeakMap<Geometry, Point>();

interface Outlined {
  readonly geometry: Geometry;
  readonly polygon: Polygon;
}

/** All rings as one path in image px; fill it with the even-odd rule, so that holes stay open. */
export function polygonPath(polygon: Polygon): Path2D {
  const path = new Path2D();
  for (const part of polygon) {
    for (const ring of part) {
      path.moveTo(ring[0][0], ring[0][1]);
      for (let i = 1; i < ring.length; i++) path.lineTo(ring[i][0], ring[i][1]);
      path.closePath();
    }
  }
  return path;
}

/** One path for each geometry, kept as long as its bytes live. */
export const pathOf = ({ geometry, polygon }: Outlined): Path2D =>
  remember(paths, geometry, () => polygonPath(polygon));

export const boxOf = ({ geometry, polygon }: Outlined): Box =>
  remember(boxes, geometry, () => polygonBox(polygon));

/** Where a shape's tag and badge stand: its topmost vertex. */
export const anchorOf = ({ geometry, polygon }: Outlined): Point =>
  remember(anchors, geometry, () => topVertex(polygon));

export function topVertex(polygon: Polygon): Point {
  let top: Point = polygon[0][0][0];
  for (const [exterior] of polygon) for (const point of exterior) if (point[1] < top[1]) top = point;
  return top;
}

function remember<T>(cache: WeakMap<Geometry, T>, geometry: Geometry, make: () => T): T {
  const known = cache.get(geometry);
  if (known !== undefined) return known;
  const made = make();
  cache.set(geometry, made);
  return made;
}
