import sharp from 'sharp';
import { createImages } from '../../server/image/images.ts';
import { createProjectFixture } from './projectFixture.ts';
import { temporaryFolder } from './temporaryFolder.ts';

/** The project `p` on a disk of its own, and what its doorkeeper says to a file. */
export async function openIngestion(maxMegapixels = 64) {
  const folder = temporaryFolder();
  const { db, actor } = await createProjectFixture();
  const images = createImages(db, folder, { maxMegapixels });
  const ingest = (bytes: Uint8Array, name = 'a.jpg') => images.ingest('p', actor, name, bytes);
  const refused = (bytes: Uint8Array) =>
    ingest(bytes).then(
      () => 'taken',
      ({ code }) => code,
    );
  return { folder, images, ingest, refused };
}

/** 48 × 32: black but for a red top left, a green top right and a blue bottom left quarter-cell of 16 × 16. */
export const corners = (() => {
  const data = Buffer.alloc(48 * 32 * 3);
  const paint = (x0: number, y0: number, channel: number) => {
    for (let y = y0; y < y0 + 16; y++)
      for (let x = x0; x < x0 + 16; x++) data[(y * 48 + x) * 3 + channel] = 255;
  };
  paint(0, 0, 0);
  paint(32, 0, 1);
  paint(0, 16, 2);
  return data;
})();
export const plain = () => sharp(corners, { raw: { width: 48, height: 32, channels: 3 } });
