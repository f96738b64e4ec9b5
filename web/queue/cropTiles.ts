import type { Box } from '@maskroom/shared/geometry/polygon';
import type { TilePyramid } from '@maskroom/shared/geometry/tilePyramid';
import type { TilePlace } from '../canvas/tiles/tile.ts';
import { levelFor, tileBox, tilesWithin } from '../canvas/tiles/tileGrid.ts';
import type { Crop } from './cropBox.ts';

/** A crop is shown at most about this wide. Device px. */
const SHOWN_PX = 1_600;

export interface PlacedTile {
  readonly place: TilePlace;
  /** Px of the picture. */
  readonly box: Box;
}

/** The tiles of a large picture that a crop of it needs, at the level that fits its size on the screen. */
export function cropTiles(
  { height, tiles, width }: { width: number; height: number; tiles: TilePyramid },
  crop: Crop,
): PlacedTile[] {
  const picture = { width, height, pyramid: tiles };
  const level = levelFor(picture, SHOWN_PX / Math.max(crop.width, crop.height));
  const box: Box = [crop.x, crop.y, crop.x + crop.width, crop.y + crop.height];
  return tilesWithin(picture, level, box).map((place) => ({ place, box: tileBox(picture, place) }));
}
