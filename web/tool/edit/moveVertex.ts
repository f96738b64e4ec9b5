import type { Point, Polygon } from '@maskroom/shared/geometry/polygon';
import type { Size } from '../../canvas/viewport.ts';
import { clampPoint } from './clampPoint.ts';
import { replaceRing, type VertexRef } from './replaceRing.ts';

/** One vertex put elsewhere, inside the picture. */
export const moveVertex = (polygon: Polygon, at: VertexRef, to: Point, image: Size): Polygon =>
  replaceRing(polygon, at, (ring) => ring.with(at.vertex, clampPoint(to, image)));
