import type { Box, Point } from '@maskroom/shared/geometry/polygon';

/** The box that two opposite corners span. */
export const boxBetween = ([ax, ay]: Point, [bx, by]: Point): Box => [
  Math.min(ax, bx),
  Math.min(ay, by),
  Math.max(ax, bx),
  Math.max(ay, by),
];
