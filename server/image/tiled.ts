import type { ValueRange } from '@maskroom/shared/base/valueWindow';
import { type TilePyramid, tilePyramidOf } from '@maskroom/shared/geometry/tilePyramid';

/**
 * Above either a picture is shown through tiles. More pixels than these (64 MiB decoded, and the most that a canvas
 * takes on some phones) make a tab heavy; longer sides do not fit the textures of every graphics card.
 */
const TILED_PIXELS = 16 * 1024 * 1024;
const TILED_SIDE = 8_192;

/**
 * The tiles that a picture is shown through; null: it is small enough to be sent whole. Grey with 16 bits always has
 * them: they hold its values.
 */
export const pyramidOf = (picture: {
  width: number;
  height: number;
  range: ValueRange | null;
}): TilePyramid | null =>
  picture.range !== null ||
  picture.width * picture.height > TILED_PIXELS ||
  Math.max(picture.width, picture.height) > TILED_SIDE
    ? tilePyramidOf(picture)
    : null;
