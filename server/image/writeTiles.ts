import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TILE_PX } from '@maskroom/shared/geometry/tilePyramid';
import sharp from 'sharp';

/** Nobody waits for it with an open request: long enough for the largest picture on a busy machine. */
const TIMEOUT_S = 600;

/**
 * Cuts a picture as it is served into the tiles of its pyramid, `level/column_row` in a folder that `keep` may move;
 * for `deep png` an original of grey with 16 bits, whose values the tiles have. Pixels of a PNG stay exactly what they
 * are; a level is the mean of four pixels of the next. `temporary` is a path that is free; nothing is left there.
 */
export async function writeTiles(
  source: string,
  format: 'jpeg' | 'png' | 'deep png',
  temporary: string,
  maxPixels: number,
  keep: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = `${temporary}_files`;
  try {
    const picture = sharp(source, { failOn: 'error', limitInputPixels: maxPixels, sequentialRead: true });
    if (format === 'deep png') picture.autoOrient().toColourspace('grey16');
    const encoded =
      format === 'jpeg'
        ? picture.jpeg({ quality: 90, chromaSubsampling: '4:4:4' })
        : picture.png({ compressionLevel: 6 });
    await encoded
      .timeout({ seconds: TIMEOUT_S })
      .tile({ size: TILE_PX, overlap: 0, layout: 'dz', depth: 'onetile', container: 'fs' })
      .toFile(`${temporary}.dz`);
    await rm(join(folder, 'vips-properties.xml'), { force: true });
    await keep(folder);
  } finally {
    await rm(`${temporary}.dzi`, { force: true });
    await rm(folder, { recursive: true, force: true });
  }
}
