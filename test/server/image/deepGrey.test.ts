import { readFile } from 'node:fs/promises';
import { createImages } from '@maskroom/server/image/images.ts';
import { shadesOf, valueRangeOf } from '@maskroom/shared/base/valueWindow';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { deepPng, deepTiff, faint, faintDisc } from '../../support/deepPicture.ts';
import { createProjectFixture } from '../../support/projectFixture.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { wholeTile } from '../../support/wholeTile.ts';

const { height, width } = faint;

async function setUp() {
  const { db, actor } = await createProjectFixture();
  const images = createImages(db, temporaryFolder(), { maxMegapixels: 64 });
  return { images, ingest: (bytes: Uint8Array) => images.ingest('p', actor, 'a', bytes) };
}

test.each([
  ['PNG', deepPng],
  ['TIFF', deepTiff],
])(
  'of a grey %s with 16 bits the tiles hold the values, and what is looked at is a window of them',
  async (_, encode) => {
    const values = faintDisc();
    const { images, ingest } = await setUp();
    const { image } = await ingest(await encode(values, width, height));
    const described = await images.describe(image.id);
    expect(described).toMatchObject({ depth: 16, tiles: { size: 512, levels: 2 }, width, height });
    const { high, least, low, most } = described?.range ?? { least: 0, most: 0, low: 0, high: 0 };
    expect([least, most]).toEqual([0, 65_535]);
    expect(low).toBe(1_001);
    expect(high).toBeGreaterThan(1_090);
    expect(high).toBeLessThan(1_110);

    for (const [column, tileWidth] of [
      [0, 512],
      [1, 188],
    ]) {
      const tile = await wholeTile(images, image, { level: 1, column, row: 0 });
      expect(await sharp(tile).metadata()).toMatchObject({ format: 'png', depth: 'ushort', channels: 1 });
      const raw = await sharp(tile).toColourspace('grey16').raw({ depth: 'ushort' }).toBuffer();
      const held = new Uint16Array(raw.buffer, raw.byteOffset, raw.length / 2);
      const wrong = held.findIndex(
        (value, i) => value !== values[Math.floor(i / tileWidth) * width + column * 512 + (i % tileWidth)],
      );
      expect(wrong).toBe(-1);
    }
    const shades = shadesOf({ low, high });
    const { data } = await images.readRgb(image.id, { width, height });
    const differs = values.findIndex(
      (value, i) => data[i * 3] !== shades[value] || data[i * 3 + 2] !== shades[value],
    );
    expect(differs).toBe(-1);
    const served = await sharp(await readFile((await images.file(image.id)).path)).metadata();
    expect([served.format, served.depth]).toEqual(['png', 'uchar']);
  },
);

test('colours with 16 bits and grey with alpha are shown with 8, as ever', async () => {
  const { images, ingest } = await setUp();
  const colours = sharp({ create: { width: 8, height: 8, channels: 3, background: '#c86432' } });
  const see = sharp({ create: { width: 8, height: 8, channels: 4, background: 'rgba(90, 90, 90, 0.5)' } });
  for (const bytes of [
    await colours.toColourspace('rgb16').png().toBuffer(),
    await see.toColourspace('grey16').png().toBuffer(),
  ]) {
    const { image } = await ingest(bytes);
    expect(await images.describe(image.id)).toMatchObject({ depth: 8, range: null, tiles: null });
  }
});

test('a picture lying on its side is turned upright with its values', async () => {
  const values = Uint16Array.from({ length: 6 }, (_, i) => i * 1_000);
  const { images, ingest } = await setUp();
  const { image } = await ingest(deepTiff(values, 3, 2, 6));
  expect([image.width, image.height]).toEqual([2, 3]);
  const tile = await wholeTile(images, image, { level: 0, column: 0, row: 0 });
  const raw = await sharp(tile).toColourspace('grey16').raw({ depth: 'ushort' }).toBuffer();
  expect([...new Uint16Array(raw.buffer, raw.byteOffset, 6)]).toEqual([3_000, 0, 4_000, 1_000, 5_000, 2_000]);
});

test('the window is the 1st to the 99th percentile, or what else there is to see', () => {
  const of = (counts: Readonly<Record<number, number>>) => {
    const histogram = new Uint32Array(65_536);
    for (const [value, count] of Object.entries(counts)) histogram[Number(value)] = count;
    return valueRangeOf(histogram);
  };
  expect(of({ 0: 1, 500: 100, 700: 100, 65535: 1 })).toEqual({ least: 0, most: 65_535, low: 500, high: 700 });
  expect(of({ 10: 1_000, 4000: 5 })).toEqual({ least: 10, most: 4_000, low: 10, high: 4_000 });
  expect(of({ 77: 9 })).toEqual({ least: 77, most: 77, low: 0, high: 65_535 });
  const shades = shadesOf({ low: 100, high: 355 });
  expect([99, 100, 101, 227, 355, 356].map((value) => shades[value])).toEqual([0, 0, 1, 127, 255, 255]);
});
