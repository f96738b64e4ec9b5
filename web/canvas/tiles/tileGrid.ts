import type { Box } from '@maskroom/shared/geometry/polygon';
import { gridOf, pixelsPer, type TilePyramid } from '@maskroom/shared/geometry/tilePyramid';
import type { Size } from '../viewport.ts';
import type { TilePlace } from './tile.ts';

/** A picture that is shown through tiles. */
export interface TiledSize extends Size {
  readonly pyramid: TilePyramid;
}

/** The smallest level that has a px for every device px; `scale` in device px per px of the picture. */
export function levelFor({ pyramid }: TiledSize, scale: number): number {
  const halvings = Math.floor(Math.log2(1 / scale) + 1e-6);
  return Math.min(pyramid.levels - 1, Math.max(0, pyramid.levels - 1 - halvings));
}

/**
 * The tiles of a level that touch a box of the picture, and `ring` tiles around them. In the order of their distance
 * from the box's centre: what is looked at comes first.
 */
export function tilesWithin(
  picture: TiledSize,
  level: number,
  [xmin, ymin, xmax, ymax]: Box,
  ring = 0,
): TilePlace[] {
  const { pyramid } = picture;
  const side = pyramid.size * pixelsPer(pyramid, level);
  const grid = gridOf(picture, pyramid, level);
  const first = (least: number): number => Math.max(0, Math.floor(least / side) - ring);
  const end = (most: number, count: number): number => Math.min(count, Math.ceil(most / side) + ring);
  const places: TilePlace[] = [];
  for (let row = first(ymin); row < end(ymax, grid.height); row++)
    for (let column = first(xmin); column < end(xmax, grid.width); column++)
      places.push({ level, column, row });
  const [x, y] = [(xmin + xmax) / 2 / side - 0.5, (ymin + ymax) / 2 / side - 0.5];
  const distance = ({ column, row }: TilePlace): number => Math.hypot(column - x, row - y);
  return places.sort((a, b) => distance(a) - distance(b));
}

/** What a tile covers, px of the picture; those at its right and lower edge end with it. */
export function tileBox(picture: TiledSize, { column, level, row }: TilePlace): Box {
  const side = picture.pyramid.size * pixelsPer(picture.pyramid, level);
  const [x, y] = [column * side, row * side];
  return [x, y, Math.min(picture.width, x + side), Math.min(picture.height, y + side)];
}

/** The tile of a level above that covers this one too. */
export const ancestorOf = ({ column, level, row }: TilePlace, up: number): TilePlace => ({
  level: level - up,
  column: column >> up,
  row: row >> up,
});

/** The tiles of the next level that cover this one. Some may lie outside the picture. */
export const childrenOf = ({ column, level, row }: TilePlace): TilePlace[] =>
  [0, 1, 2, 3].map((i) => ({
    level: level + 1,
    column: 2 * column + (i & 1),
    row: 2 * row + (i >> 1),
  }));
