import { shadesOf, type ValueRange } from '@maskroom/shared/base/valueWindow';
import { DeepTile, rgbaOf } from '../../canvas/tiles/deepTile.ts';
import { TiledPicture } from '../../canvas/tiles/TiledPicture.ts';
import type { LoadTile, Tile } from '../../canvas/tiles/tile.ts';
import type { TiledSize } from '../../canvas/tiles/tileGrid.ts';
import { getTile, thumbnailUrl } from '../../connection/api.ts';
import { late } from '../../ui/late.ts';
import type { Look } from '../state/lookStore.ts';

/** Only for pictures with 16 bits. */
const valuesPart = late(() => import('../../canvas/tiles/decodeValues.ts'));

interface OpenedPicture {
  readonly picture: TiledPicture;
  readonly close: () => void;
}

/** A large picture, shown by need; its thumbnail until there is more. `failing`: tiles do not come, or do again. */
export function openTiledPicture(
  imageId: string,
  size: TiledSize,
  failing: (isFailing: boolean) => void,
): OpenedPicture {
  const load: LoadTile = async (place, signal) =>
    tileOf(await createImageBitmap(await getTile(imageId, place, signal)));
  const picture = withPreview(imageId, new TiledPicture(size, load, failing));
  return { picture, close: () => picture.close() };
}

const tileOf = (image: ImageBitmap): Tile => ({
  image,
  bytes: image.width * image.height * 4,
  close: () => image.close(),
});

/** The same of a grey picture with 16 bits, its values in the window that this person chose. */
export function openDeepPicture(
  imageId: string,
  size: TiledSize,
  { look, range }: { look: Look; range: ValueRange },
  failing: (isFailing: boolean) => void,
): OpenedPicture {
  const shadesNow = () => rgbaOf(shadesOf(look.getState().window ?? range));
  const shades = { current: shadesNow() };
  const load: LoadTile = async (place, signal) => {
    const blob = await getTile(imageId, place, signal);
    const [{ decodeValues }, bytes] = [await valuesPart.load(), await blob.arrayBuffer()];
    const { values, ...extent } = decodeValues(new Uint8Array(bytes));
    return new DeepTile(values, extent, shades);
  };
  const picture = withPreview(imageId, new TiledPicture(size, load, failing));
  const stop = look.subscribe(({ window }, before) => {
    if (window === before.window) return;
    shades.current = shadesNow();
    picture.refresh();
  });
  return {
    picture,
    close() {
      stop();
      picture.close();
    },
  };
}

function withPreview(imageId: string, picture: TiledPicture): TiledPicture {
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
