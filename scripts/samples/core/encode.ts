import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';

const largest = 350_000;

/** Writes a JPEG of at most 350 kB, lowering the quality only if it must; returns its size. */
export async function encode(
  image: { data: Uint8Array; width: number; height: number },
  file: string,
): Promise<number> {
  const { data, width, height } = image;
  for (let quality = 86; ; quality -= 2) {
    const jpeg = sharp(data, { raw: { width, height, channels: 3 } }).jpeg({ quality, mozjpeg: true });
    const bytes = await jpeg.toBuffer();
    if (bytes.length > largest && quality > 60) continue;
    await writeFile(file, bytes);
    return bytes.length;
  }
}
