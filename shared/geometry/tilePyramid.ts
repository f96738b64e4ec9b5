/** Width and height in px. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * A picture cut into square tiles at full size, half of it, a quarter and so on, down to the first that fits one tile.
 * Level 0 is that smallest one, `levels - 1` the picture itself (DeepZoom's layout with `onetile`).
 */
export interface TilePyramid {
  /** Side of a tile, px; those at the right and lower edge are smaller. */
  readonly size: number;
  readonly levels: number;
}

/** A tile costs one request and 1 MiB decoded; smaller ones are too many, larger ones bring what nobody sees. */
export const TILE_PX = 512;

export function tilePyramidOf({ height, width }: Size): TilePyramid {
  const levels = 1 + Math.max(0, Math.ceil(Math.log2(Math.max(width, height) / TILE_PX)));
  return { size: TILE_PX, levels };
}

/** How many px of the picture one px of a level stands for, along each side. */
export const pixelsPer = ({ levels }: TilePyramid, level: number): number => 2 ** (levels - 1 - level);

/** How many columns and rows of tiles a level has. */
export function gridOf(picture: Size, pyramid: TilePyramid, level: number): Size {
  const side = pyramid.size * pixelsPer(pyramid, level);
  return { width: Math.ceil(picture.width / side), height: Math.ceil(picture.height / side) };
}
