import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const folder = fileURLToPath(new URL('../../server/project/samples/', import.meta.url));

/** The first `count` sample pictures of the repository, by name. */
export async function samplePictures(count: number): Promise<Record<string, Uint8Array>> {
  const names = (await readdir(folder))
    .filter((name) => name.endsWith('.jpg'))
    .sort()
    .slice(0, count);
  const pictures = await Promise.all(
    names.map(async (name) => [name, await readFile(`${folder}${name}`)] as const),
  );
  return Object.fromEntries(pictures);
}

/** The picture with its longest side at `side` pixels. */
export const enlarged = (bytes: Uint8Array, side: number): Promise<Buffer> =>
  sharp(bytes).resize({ width: side, height: side, fit: 'inside' }).jpeg({ quality: 88 }).toBuffer();
