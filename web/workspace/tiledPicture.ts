import { TiledPicture } from '../canvas/tiles/TiledPicture.ts';
import type { Tile, TilePlace } from '../canvas/tiles/tile.ts';
import type { TiledSize } from '../canvas/tiles/tileGrid.ts';
import { getTile, thumbnailUrl } from '../connection/api.ts';

/** A large picture, shown by need; its thumbnail until there is more. `failing`: tiles do not come, or do again. */
export function openTiledPicture(
  imageId: string,
  size: TiledSize,
  failing: (isFailing: boolean) => void,
): TiledPicture {
  const load = async (place: TilePlace, signal: AbortSignal): Promise<Tile> =>
    tileOf(await createImageBitmap(await getTile(imageId, place, signal)));
  const picture = new TiledPicture(size, load, failing);
  const preview = new Image();
  preview.src = thumbnailUrl(imageId);
  preview.decode().then(
    () => {
      picture.preview = preview;
    },
    () => undefined,
  );
  return picture;
}

const tileOf = (image: ImageBitmap): Tile => ({
  image,
  bytes: image.width * image.height * 4,
  close: () => image.close(),
});
