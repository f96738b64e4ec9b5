import { boxArea, boxOverlap } from '@maskroom/shared/geometry/box';
import { intersectPolygons } from '@maskroom/shared/geometry/combine';
import { polygonArea } from '@maskroom/shared/geometry/measure';
import type { Steps } from './pieces.ts';
import type { QualityShape } from './shape.ts';

/** Two shapes of one object have at least this IoU. */
export const MATCH_IOU = 0.5;

const iouOf = (both: number, a: QualityShape, b: QualityShape): number => {
  const either = a.area + b.area - both;
  return either > 0 ? Math.min(1, both / either) : 0;
};

const isSame = (a: QualityShape, b: QualityShape): boolean => Buffer.compare(a.geometry, b.geometry) === 0;

/** What the IoU cannot be above: nothing is in both that is not within both bounds and both areas. */
export const mostIou = (a: QualityShape, b: QualityShape): number =>
  isSame(a, b) ? 1 : iouOf(Math.min(a.area, b.area, boxArea(boxOverlap(a.box, b.box))), a, b);

/** What was asked before: shapes are compared for matching, for clusters and for their means. */
const known = new WeakMap<QualityShape, WeakMap<QualityShape, number>>();

/** Q1. The same whichever comes first. */
export function shapeIou(a: QualityShape, b: QualityShape): number {
  if (isSame(a, b)) return 1;
  const [first, second] = Buffer.compare(a.geometry, b.geometry) < 0 ? [a, b] : [b, a];
  const ofFirst = known.get(first) ?? new WeakMap<QualityShape, number>();
  const iou =
    ofFirst.get(second) ?? iouOf(polygonArea(intersectPolygons(first.polygon, second.polygon)), a, b);
  known.set(first, ofFirst.set(second, iou));
  return iou;
}

/** A pair with IoU at or above the threshold, by the places of both in their lists. */
export interface Overlap {
  readonly a: number;
  readonly b: number;
  readonly iou: number;
}

/** Every pair of one shape of each list that could be the same object. */
export function* listOverlaps(
  as: readonly QualityShape[],
  bs: readonly QualityShape[],
  threshold: number,
): Steps<Overlap[]> {
  const overlaps: Overlap[] = [];
  for (const [i, a] of as.entries()) {
    for (const [j, b] of bs.entries()) {
      yield;
      if (mostIou(a, b) < threshold) continue;
      const iou = shapeIou(a, b);
      if (iou >= threshold) overlaps.push({ a: i, b: j, iou });
    }
  }
  return overlaps;
}
