import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { Image, Images } from '../../server/image/images.ts';

/** The file of a tile, once the picture's tiles are made. */
export async function wholeTile(
  images: Images,
  image: Image,
  place: { level: number; column: number; row: number },
): Promise<Buffer> {
  for (;;) {
    const tile = await images.tile(image, place);
    if (tile) return readFile(tile.path);
    await setTimeout(50);
  }
}
