import type { Box } from '@maskroom/shared/geometry/polygon';
import { pixelsPer } from '@maskroom/shared/geometry/tilePyramid';
import type { Frame } from '../layer.ts';
import { PIXELATED_SCALE } from '../viewport.ts';
import type { TileCache } from './TileCache.ts';
import type { Tile, TilePlace } from './tile.ts';
import { ancestorOf, childrenOf, type TiledSize, tileBox } from './tileGrid.ts';

/**
 * Draws tiles at their places, and where one is missing what there is of coarser and finer ones. Neighbours share
 * whole device px as edges, so that no seam shows between them.
 */
export function drawTiles(
  { context, ratio, viewport }: Frame,
  picture: TiledSize,
  places: readonly TilePlace[],
  cache: TileCache,
): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.imageSmoothingEnabled = viewport.scale < PIXELATED_SCALE;
  context.imageSmoothingQuality = viewport.scale * ratio < 1 ? 'medium' : 'low';
  const [scale, left, top] = [viewport.scale, viewport.x, viewport.y].map((value) => value * ratio);

  /** Draws what `tile` shows of a box of the picture that lies within it. */
  const draw = (tile: Tile, place: TilePlace, box: Box): void => {
    const per = pixelsPer(picture.pyramid, place.level);
    const [x0, y0] = tileBox(picture, place);
    const [xmin, ymin, xmax, ymax] = box;
    const [sx, sy] = [(xmin - x0) / per, (ymin - y0) / per];
    const [dx, dy] = [Math.round(left + xmin * scale), Math.round(top + ymin * scale)];
    const [width, height] = [Math.round(left + xmax * scale) - dx, Math.round(top + ymax * scale) - dy];
    if (width > 0 && height > 0)
      context.drawImage(tile.image, sx, sy, (xmax - xmin) / per, (ymax - ymin) / per, dx, dy, width, height);
  };

  for (const place of places) {
    const box = tileBox(picture, place);
    const tile = cache.get(place);
    if (tile) {
      draw(tile, place, box);
      continue;
    }
    for (let up = 1; up <= place.level; up++) {
      const above = ancestorOf(place, up);
      const coarser = cache.get(above);
      if (coarser) {
        draw(coarser, above, box);
        break;
      }
    }
    if (place.level === picture.pyramid.levels - 1) continue;
    for (const below of childrenOf(place)) {
      const finer = cache.get(below);
      if (finer) draw(finer, below, tileBox(picture, below));
    }
  }
}
