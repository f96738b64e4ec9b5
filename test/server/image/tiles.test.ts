import { mkdir, readdir, readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { createImages } from '@maskroom/server/image/images.ts';
import { gridOf, pixelsPer, tilePyramidOf } from '@maskroom/shared/geometry/tilePyramid';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { createProjectFixture } from '../../support/projectFixture.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { wholeTile } from '../../support/wholeTile.ts';

/** Long enough to be shown through tiles, and no multiple of a tile. */
const size = { width: 8_203, height: 1_101 };

function noise(): Buffer {
  const data = Buffer.alloc(size.width * size.height * 3);
  let state = 1;
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    data[i] = state >>> 24;
  }
  return data;
}
const raw = { raw: { ...size, channels: 3 as const } };

async function setUp(folder = temporaryFolder()) {
  const { db, actor } = await createProjectFixture();
  const images = createImages(db, folder, { maxMegapixels: 64 });
  return { actor, db, folder, images };
}

test('tiles hold the pixels of the picture, level by level, down to one tile', async () => {
  const { actor, images } = await setUp();
  const pixels = noise();
  const { image } = await images.ingest('p', actor, 'a.png', await sharp(pixels, raw).png().toBuffer());
  const pyramid = (await images.describe(image.id))?.tiles;
  expect(pyramid).toEqual({ size: 512, levels: 6 });
  if (!pyramid) return;

  for (let level = 0; level < pyramid.levels; level++) {
    const grid = gridOf(image, pyramid, level);
    const per = pixelsPer(pyramid, level);
    for (const column of new Set([0, grid.width - 1]))
      for (const row of new Set([0, grid.height - 1])) {
        const tile = await sharp(await wholeTile(images, image, { level, column, row })).metadata();
        const rest = (whole: number, place: number) => Math.min(512, Math.ceil(whole / per) - place * 512);
        expect([tile.width, tile.height]).toEqual([rest(size.width, column), rest(size.height, row)]);
      }
    await expect(images.tile(image, { level, column: grid.width, row: 0 })).rejects.toMatchObject({
      code: 'not-found',
    });
  }
  await expect(images.tile(image, { level: 6, column: 0, row: 0 })).rejects.toMatchObject({
    code: 'not-found',
  });

  for (const [column, row] of [
    [0, 0],
    [7, 1],
    [16, 2],
  ]) {
    const tile = await wholeTile(images, image, { level: 5, column, row });
    const { data, info } = await sharp(tile).raw().toBuffer({ resolveWithObject: true });
    for (let y = 0; y < info.height; y++) {
      const from = ((row * 512 + y) * size.width + column * 512) * 3;
      const [there, here] = [from, y * info.width * 3];
      expect(
        data.subarray(here, here + info.width * 3).equals(pixels.subarray(there, there + info.width * 3)),
      ).toBe(true);
    }
  }
  const half = await sharp(await wholeTile(images, image, { level: 4, column: 3, row: 0 }))
    .raw()
    .toBuffer();
  for (const [x, y] of [
    [0, 0],
    [301, 400],
    [511, 511],
  ]) {
    const at = (dx: number, dy: number) => pixels[((2 * y + dy) * size.width + 2 * (3 * 512 + x) + dx) * 3];
    const mean = (at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1)) / 4;
    expect(Math.abs(half[(y * 512 + x) * 3] - mean)).toBeLessThanOrEqual(1);
  }
});

test('a picture of ordinary size has no tiles, one with more pixels or a longer side has', async () => {
  const { actor, images } = await setUp();
  const tilesOf = async (width: number, height: number) => {
    const bytes = await sharp({ create: { width, height, channels: 3, background: '#808080' } })
      .toColourspace('b-w')
      .png()
      .toBuffer();
    const { image } = await images.ingest('p', actor, 'a.png', bytes);
    return { image, tiles: (await images.describe(image.id))?.tiles };
  };
  const ordinary = await tilesOf(8_192, 16);
  expect(ordinary.tiles).toBeNull();
  await expect(images.tile(ordinary.image, { level: 0, column: 0, row: 0 })).rejects.toMatchObject({
    code: 'not-found',
  });
  const [long, wide] = [await tilesOf(8_193, 16), await tilesOf(4_097, 4_096)];
  expect([long.tiles, wide.tiles]).toEqual([
    { size: 512, levels: 6 },
    { size: 512, levels: 5 },
  ]);
  for (const { image } of [long, wide]) await wholeTile(images, image, { level: 0, column: 0, row: 0 });
  expect(tilePyramidOf({ width: 512, height: 3 }).levels).toBe(1);
});

test('what a crash left half is not served and goes; tiles that are missing are made when they are asked for', async () => {
  const { actor, db, folder, images } = await setUp();
  images.close();
  const flat = { width: 9_000, height: 20, channels: 3 as const, background: '#506070' };
  const bytes = await sharp({ create: flat }).png().toBuffer();
  const { image } = await images.ingest('p', actor, 'a.png', bytes);
  const half = join(folder, 'unfinished', 'half_files', '0');
  await mkdir(half, { recursive: true });
  const old = new Date(Date.now() - 2 * 60 * 60 * 1_000);
  await utimes(join(folder, 'unfinished', 'half_files'), old, old);

  const again = createImages(db, folder, { maxMegapixels: 64 });
  await again.sweep();
  expect(await again.tile(image, { level: 0, column: 0, row: 0 })).toBeNull();
  expect((await wholeTile(again, image, { level: 0, column: 0, row: 0 })).length).toBeGreaterThan(0);
  expect(await readdir(join(folder, 'unfinished'))).toEqual([]);
  const served = await again.tile(image, { level: 1, column: 0, row: 0 });
  expect(served?.contentType).toBe('image/png');
  expect((await readFile(served?.path ?? '')).subarray(1, 4).toString()).toBe('PNG');
  again.close();
});
