import type { Geometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Point, Polygon, PolygonRing } from '@maskroom/shared/geometry/polygon';
import { pathOf, polygonPath } from './shapePaths.ts';

/** Vertices nearer to each other than this on the screen are drawn as one. CSS px. */
const APART_PX = 1.5;

interface Coarse {
  readonly level: number;
  readonly path: Path2D;
}

/** The last level that each shape was drawn at; zooming by less than a factor of two keeps it. */
const coarse = new WeakMap<Geometry, Coarse>();

/** A shape's path with no more detail than a scale can show: far out, thousands of vertices are few pixels. */
export function coarsePathOf(shape: { geometry: Geometry; polygon: Polygon }, scale: number): Path2D {
  const level = Math.ceil(Math.log2(scale));
  const known = coarse.get(shape.geometry);
  if (known?.level === level) return known.path;
  const apart = APART_PX / 2 ** level;
  const thinned = shape.polygon.map((part) => part.map((ring) => thinRing(ring, apart)));
  const same = thinned.every((part, i) => part.every((ring, j) => ring === shape.polygon[i][j]));
  const path = same ? pathOf(shape) : polygonPath(thinned);
  coarse.set(shape.geometry, { level, path });
  return path;
}

/** Leaves out vertices within `apart` of the last one kept; the ring itself when that leaves too few or all. */
export function thinRing(ring: PolygonRing, apart: number): PolygonRing {
  let last: Point = ring[0];
  const kept: Point[] = [last];
  for (let i = 1; i < ring.length; i++) {
    const point = ring[i];
    if (Math.abs(point[0] - last[0]) < apart && Math.abs(point[1] - last[1]) < apart) continue;
    last = point;
    kept.push(point);
  }
  return kept.length < 3 || kept.length === ring.length ? ring : kept;
}
