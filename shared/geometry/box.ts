import type { Box } from './polygon.ts';

export const boxArea = ([xmin, ymin, xmax, ymax]: Box): number =>
  Math.max(0, xmax - xmin) * Math.max(0, ymax - ymin);

/** What two boxes have in common; without area where they do not overlap. */
export const boxOverlap = (a: Box, b: Box): Box => [
  Math.max(a[0], b[0]),
  Math.max(a[1], b[1]),
  Math.min(a[2], b[2]),
  Math.min(a[3], b[3]),
];

/** Intersection over union; 0 for two boxes without area. */
export function boxIou(a: Box, b: Box): number {
  const both = boxArea(boxOverlap(a, b));
  const either = boxArea(a) + boxArea(b) - both;
  return either > 0 ? both / either : 0;
}
