import type { Box, Point } from '@maskroom/shared/geometry/polygon';

/** About 1 - 1/φ of the way round each time: however many clicks were made, they lie all over. */
const STRIDE = 0.381_966;

/**
 * The middles of `side` × `side` equal cells of a box, as segment-anything's `build_point_grid` places them. In an
 * order that covers the whole box early, so that what is found first is not all in one corner.
 */
export function pointGrid(side: number, [xmin, ymin, xmax, ymax]: Box): Point[] {
  const count = side * side;
  const at = (i: number): Point => [
    xmin + (((i % side) + 0.5) / side) * (xmax - xmin),
    ymin + ((Math.floor(i / side) + 0.5) / side) * (ymax - ymin),
  ];
  const stride = coprimeNear(Math.round(count * STRIDE), count);
  return Array.from({ length: count }, (_, i) => at((i * stride) % count));
}

/** Clicks along each side of a crop: `downscale` times fewer in each layer. */
export const pointsPerSide = (side: number, downscale: number, layer: number): number =>
  Math.max(1, Math.trunc(side / downscale ** layer));

function coprimeNear(start: number, count: number): number {
  let stride = Math.max(1, start);
  while (greatestCommonDivisor(stride, count) !== 1) stride++;
  return stride;
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);
