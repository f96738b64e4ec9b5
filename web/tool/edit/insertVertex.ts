import type { Point, Polygon } from '@maskroom/shared/geometry/polygon';
import type { Size } from '../../canvas/viewport.ts';
import { clampPoint } from './clampPoint.ts';
import { replaceRing, type VertexRef } from './replaceRing.ts';

/** A new vertex on the edge that begins at `at`; it becomes the vertex after it. */
export const insertVertex = (polygon: Polygon, at: VertexRef, point: Point, image: Size): Polygon =>
  replaceRing(polygon, at, (ring) => ring.toSpliced(at.vertex + 1, 0, clampPoint(point, image)));
