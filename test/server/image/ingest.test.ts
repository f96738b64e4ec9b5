import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { openIngestion, plain } from '../../support/ingestion.ts';

/** Where the four corners' centres are, by colour, of RGB pixels. */
function cornerColours({ data, width, height }: { data: Uint8Array; width: number; height: number }): string {
  const at = (x: number, y: number) => {
    const [r, g, b] = data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3);
    return r > 128 ? 'R' : g > 128 ? 'G' : b > 128 ? 'B' : '.';
  };
  return [at(8, 8), at(width - 8, 8), at(8, height - 8), at(width - 8, height - 8)].join('');
}

/** How the stored pixels must be turned for each EXIF orientation: the colours of the upright corners. */
test.each([
  [1, 48, 32, 'RGB.'],
  [2, 48, 32, 'GR.B'],
  [3, 48, 32, '.BGR'],
  [4, 48, 32, 'B.RG'],
  [5, 32, 48, 'RBG.'],
  [6, 32, 48, 'BR.G'],
  [7, 32, 48, '.GBR'],
  [8, 32, 48, 'G.RB'],
])('EXIF orientation %i is baked: %i × %i, corners %s', async (orientation, width, height, expected) => {
  const { images, ingest } = await openIngestion();
  const exif = { IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 30/1 0/1' } };
  const { image } = await ingest(
    await plain()
      .withExif(exif)
      .withMetadata({ orientation })
      .jpeg({ chromaSubsampling: '4:4:4' })
      .toBuffer(),
  );
  expect([image.width, image.height]).toEqual([width, height]);
  expect(cornerColours(await images.readRgb(image.id, { width, height }))).toBe(expected);
  for (const served of [await images.file(image.id), await images.thumbnail(image.id)]) {
    const metadata = await sharp(await readFile(served.path)).metadata();
    expect([metadata.width, metadata.height, metadata.exif, metadata.orientation]).toEqual([
      width,
      height,
      undefined,
      undefined,
    ]);
  }
});

test('pixels of every colour come out as sRGB with three channels, resized to exactly what was asked', async () => {
  const { images, ingest } = await openIngestion();
  const meanOf = async (bytes: Uint8Array) => {
    const { image } = await ingest(bytes);
    const { data } = await images.readRgb(image.id, { width: 40, height: 24 });
    expect(data.length).toBe(40 * 24 * 3);
    return [0, 1, 2].map(
      (channel) => data.filter((_, i) => i % 3 === channel).reduce((sum, v) => sum + v, 0) / (40 * 24),
    );
  };
  const solid = (background: string, channels: 3 | 4 = 3) =>
    sharp({ create: { width: 80, height: 60, channels, background } });
  const near = (mean: number[], expected: number[], within: number) =>
    mean.forEach((value, i) => void expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(within));

  near(
    await meanOf(await solid('#a08070').toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer()),
    [160, 128, 112],
    8,
  );
  near(await meanOf(await solid('#c86432').toColourspace('rgb16').png().toBuffer()), [200, 100, 50], 1);
  near(await meanOf(await solid('#c86432').toColourspace('rgb16').tiff().toBuffer()), [200, 100, 50], 1);
  near(await meanOf(await solid('#808080').toColourspace('b-w').png().toBuffer()), [128, 128, 128], 1);
  near(await meanOf(await solid('#808080').toColourspace('grey16').png().toBuffer()), [128, 128, 128], 1);
  near(
    await meanOf(await solid('#c86432').withIccProfile('p3').jpeg({ quality: 100 }).toBuffer()),
    [200, 100, 50],
    3,
  );
  near(await meanOf(await solid('rgba(0, 0, 0, 0)', 4).png().toBuffer()), [255, 255, 255], 0);
  near(
    await meanOf(await solid('rgba(200, 100, 50, 0.5)', 4).webp({ lossless: true }).toBuffer()),
    [227, 177, 152],
    2,
  );
  near(await meanOf(await solid('#c86432').png({ palette: true }).toBuffer()), [200, 100, 50], 2);
});

test('one pixel is a picture', async () => {
  const { images, ingest } = await openIngestion();
  const { image } = await ingest(
    await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
      .png()
      .toBuffer(),
  );
  expect([image.width, image.height]).toEqual([1, 1]);
  expect((await images.readRgb(image.id, { width: 64, height: 64 })).data.subarray(0, 3)).toEqual(
    Uint8Array.of(255, 0, 0),
  );
});

test('as many megapixels as there may be are a picture, read at the model’s size, and refused elsewhere', async () => {
  const create = { width: 4_000, height: 4_000, channels: 3 as const, background: '#646464' };
  const bytes = await sharp({ create }).toColourspace('b-w').jpeg({ quality: 60 }).toBuffer();
  const { images, ingest } = await openIngestion(16);
  const { image } = await ingest(bytes);
  expect([image.width, image.height]).toEqual([4_000, 4_000]);
  const whole = await images.readRgb(image.id, { width: 512, height: 512 });
  const part = await images.readRgb(image.id, { width: 512, height: 512 }, [3_000, 3_000, 4_000, 4_000]);
  for (const { data } of [whole, part]) {
    expect(data.length).toBe(3 * 512 * 512);
    expect(Math.abs(data[99_999] - 100)).toBeLessThan(5);
  }
  const { refused } = await openIngestion(15);
  expect(await refused(bytes)).toBe('picture-too-large');
});

test('a region is cut from the upright picture to the pixel, and what lies beside it plays no part', async () => {
  const { images, ingest } = await openIngestion();
  const [width, height] = [101, 67];
  const upright = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    return [x * 2, y * 3, (x * 7 + y * 13) % 256][i % 3];
  });
  const raw = { raw: { width, height, channels: 3 as const } };
  // Lies on its side as cameras write it; orientation 6 turns it upright again.
  const lying = await sharp(upright, raw).rotate(-90).withMetadata({ orientation: 6 }).png().toBuffer();
  const { image } = await ingest(lying);
  expect([image.width, image.height]).toEqual([width, height]);
  for (const [x0, y0, x1, y1] of [
    [0, 0, 101, 67],
    [13, 29, 60, 66],
    [100, 66, 101, 67],
    [0, 31, 101, 32],
  ] as const) {
    const size = { width: x1 - x0, height: y1 - y0 };
    const exact = await images.readRgb(image.id, size, [x0, y0, x1, y1]);
    const rows = Array.from({ length: size.height }, (_, y) =>
      upright.subarray(((y0 + y) * width + x0) * 3, ((y0 + y) * width + x1) * 3),
    );
    expect(Buffer.from(exact.data).equals(Buffer.concat(rows))).toBe(true);
  }
  const framed = await sharp({ create: { width: 60, height: 60, channels: 3, background: '#ff0000' } })
    .composite([
      { input: { create: { width: 20, height: 20, channels: 3, background: '#0000ff' } }, left: 21, top: 17 },
    ])
    .png()
    .toBuffer();
  const inner = await ingest(framed);
  const larger = await images.readRgb(inner.image.id, { width: 64, height: 64 }, [21, 17, 41, 37]);
  expect(larger.data.every((value, i) => value === (i % 3 === 2 ? 255 : 0))).toBe(true);
});

test('the same content is one picture, also when it comes twice at once', async () => {
  const { images, ingest } = await openIngestion();
  const bytes = await plain().png().toBuffer();
  const both = await Promise.all([ingest(bytes, 'a.png'), ingest(bytes, 'b.jpg')]);
  const third = await ingest(bytes, 'c.png');
  expect(new Set([...both, third].map(({ image }) => image.id)).size).toBe(1);
  expect(both.filter(({ duplicateOf }) => duplicateOf !== undefined)).toHaveLength(1);
  expect(third.duplicateOf).toBe(third.image.id);
  expect(await images.list('p')).toHaveLength(1);
});

test('a name says nothing about the kind, and a served copy says the truth', async () => {
  const { images, ingest } = await openIngestion();
  const { image } = await ingest(await plain().png().toBuffer(), '../../etc/\u202egnp.jpg\0.html\r\nX: y');
  expect(image.fileName).toBe('gnp.jpg.htmlX: y');
  expect((await images.file(image.id)).contentType).toBe('image/png');
  expect(await images.describe(image.id)).toMatchObject({ state: 'new', counts: { instances: 0 } });
});
