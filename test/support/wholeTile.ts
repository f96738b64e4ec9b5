import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { Problem } from '@maskroom/shared/base/problem';
import type { Image, Images } from '../../server/image/images.ts';

/** The file of a tile, once the picture's tiles are made. */
export async function wholeTile(
  images: Images,
  image: Image,
  place: { level: number; column: number; row: number },
): Promise<Buffer> {
  for (;;) {
    try {
      return await readFile((await images.tile(image, place)).path);
    } catch (cause) {
      if (!(cause instanceof Problem) || cause.code !== 'unavailable') throw cause;
      await setTimeout(50);
    }
  }
}
