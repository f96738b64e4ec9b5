import type { Box } from '@maskroom/shared/geometry/polygon';
import type { Size } from '../inference/imageFrame.ts';

/** The least side of a region, px: enlarged further, a picture only gets blurred. */
const LEAST_SIDE = 64;
/** A region's side against the longer side of what it has to hold: 15 % more for what lies around. */
const MARGIN = 1.15;
/** Of its side: where regions may begin. With the margin, a snapped region still holds all that it has to. */
const GRID = 8;
/** A region with more than this part of the picture's longer side shows the model little more than the picture does. */
const MOST_SHARE = 0.75;

/**
 * The region that is encoded for those who look at `view` (px of the picture, may reach beyond it): a square in
 * steps of √2, on a grid of an eighth of its side, within the picture, so that those who pan and zoom a little meet
 * the same one. It holds all of `view` that lies on the picture, and all of `held`. Null: better the whole picture.
 */
export function snapRegion(view: Box, held: readonly Box[], { width, height }: Size): Box | null {
  const [x0, y0, x1, y1] = [view, ...held].reduce(union);
  const [left, right] = [clamp(x0, width), clamp(x1, width)];
  const [top, bottom] = [clamp(y0, height), clamp(y1, height)];
  const side = sideFor(MARGIN * Math.max(right - left, bottom - top));
  if (side > MOST_SHARE * Math.max(width, height)) return null;
  const across = place((left + right) / 2, side, width);
  const down = place((top + bottom) / 2, side, height);
  return [across[0], down[0], across[1], down[1]];
}

/** 64, 96, 128, 184, 256 …: powers of √2 as whole grid steps. */
function sideFor(least: number): number {
  for (let power = 0; ; power++) {
    const side = GRID * Math.ceil((LEAST_SIDE * 2 ** (power / 2)) / GRID);
    if (side >= least) return side;
  }
}

/** Where a stretch of `side` px around `centre` begins and ends on an axis of `length` px. */
function place(centre: number, side: number, length: number): readonly [from: number, to: number] {
  if (side >= length) return [0, length];
  const step = side / GRID;
  const from = Math.round((centre - side / 2) / step) * step;
  const within = Math.min(length - side, Math.max(0, from));
  return [within, within + side];
}

const union = (a: Box, b: Box): Box => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
];

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value));

export const holdsBox = (region: Box, box: Box): boolean =>
  box[0] >= region[0] && box[1] >= region[1] && box[2] <= region[2] && box[3] <= region[3];

export const sameRegion = (a: Box | null, b: Box | null): boolean =>
  a === b || (a !== null && b !== null && a.every((value, i) => value === b[i]));
