import { boxArea, boxOverlap } from '../geometry/box.ts';
import { polygonArea, polygonBox } from '../geometry/measure.ts';
import type { Box, Polygon } from '../geometry/polygon.ts';
import { maskIou } from './mask.ts';
import { rasterizePolygon } from './rasterize.ts';

/** Two shapes with at least this IoU are the same object twice. */
export const DUPLICATE_IOU = 0.8;
/** Cells along each side of the grid that two shapes are compared on. */
const GRID_SIDE = 128;

/** A shape with what is asked of it for every pair. */
export interface MeasuredShape {
  readonly polygon: Polygon;
  /** px², holes taken away. */
  readonly area: number;
  readonly box: Box;
}

export const measureShape = (polygon: Polygon): MeasuredShape => ({
  polygon,
  area: polygonArea(polygon),
  box: polygonBox(polygon),
});

/**
 * IoU on a grid over the bounds of both, whatever their size: IoU does not change when an axis is stretched, so
 * slivers are compared as well as squares. 0 where the bounds do not overlap.
 */
export function shapeIou(a: MeasuredShape, b: MeasuredShape): number {
  if (boxArea(boxOverlap(a.box, b.box)) === 0) return 0;
  const [xmin, ymin] = [Math.min(a.box[0], b.box[0]), Math.min(a.box[1], b.box[1])];
  const scaleX = GRID_SIDE / (Math.max(a.box[2], b.box[2]) - xmin);
  const scaleY = GRID_SIDE / (Math.max(a.box[3], b.box[3]) - ymin);
  const gridded = ({ polygon }: MeasuredShape) =>
    rasterizePolygon(
      polygon.map((part) =>
        part.map((ring) => ring.map(([x, y]) => [(x - xmin) * scaleX, (y - ymin) * scaleY] as const)),
      ),
      GRID_SIDE,
      GRID_SIDE,
    );
  return maskIou(gridded(a), gridded(b));
}

/** Whether two shapes are the same object. An IoU is never more than the ratio of the areas, so most pairs cost nothing. */
export function isDuplicate(a: MeasuredShape, b: MeasuredShape): boolean {
  if (Math.min(a.area, b.area) < DUPLICATE_IOU * Math.max(a.area, b.area)) return false;
  return shapeIou(a, b) >= DUPLICATE_IOU;
}
