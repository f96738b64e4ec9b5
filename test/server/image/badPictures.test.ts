import { readFile } from 'node:fs/promises';
import { createImages } from '@maskroom/server/image/images.ts';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { createProjectFixture } from '../../support/projectFixture.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

async function setUp(timeoutMs?: number, maxMegapixels = 64) {
  const { db, actor } = await createProjectFixture();
  const images = createImages(db, temporaryFolder(), { maxMegapixels, timeoutMs });
  const ingest = (bytes: Uint8Array) => images.ingest('p', actor, 'a.jpg', bytes);
  return { images, ingest };
}

const solid = (background: string, width = 40, height = 30) =>
  sharp({ create: { width, height, channels: 3, background } });

test('a page in the EXIF of a picture is in nothing that is served', async () => {
  const { images, ingest } = await setUp();
  // Behind the head that is looked at, so that the picture is taken.
  const text = `${'x'.repeat(2_000)}<script>alert(1)</script>`;
  const { image } = await ingest(
    await solid('#336699')
      .withExif({ IFD0: { ImageDescription: text } })
      .jpeg()
      .toBuffer(),
  );
  for (const { path } of [await images.file(image.id), await images.thumbnail(image.id)])
    expect((await readFile(path)).includes('<script')).toBe(false);
});

test('of a TIFF with several pages the first is the picture', async () => {
  const { images, ingest } = await setUp();
  const pages = Buffer.concat([Buffer.alloc(40 * 30 * 3, 200), Buffer.alloc(40 * 30 * 3, 10)]);
  const tiff = await sharp(pages, { raw: { width: 40, height: 60, channels: 3, pageHeight: 30 } })
    .tiff({ compression: 'none' })
    .toBuffer();
  expect((await sharp(tiff).metadata()).pages).toBe(2);
  const { image } = await ingest(tiff);
  expect([image.width, image.height]).toEqual([40, 30]);
  expect((await images.readRgb(image.id, { width: 4, height: 3 })).data.every((value) => value === 200)).toBe(
    true,
  );
});

test('what ImageMagick and phones write is refused by its first bytes', async () => {
  const { ingest } = await setUp();
  for (const text of [
    'push graphic-context\nviewbox 0 0 640 480\nfill "url(https://evil.example/|ls)"\npop graphic-context',
    'id=ImageMagick  version=1.0',
    '<?xml version="1.0"?><image><read filename="/etc/passwd"/></image>',
    '%!PS-Adobe-3.0 EPSF-3.0',
    '\0\0\0\x18ftypheic\0\0\0\0mif1heic',
    '\0\0\0\x1cftypavif',
    'BM\x36\0\0\0',
    'P6 2 2 255 ',
    '\0\0\x01\0\x01\0',
  ])
    await expect(ingest(Buffer.from(text, 'latin1')), text).rejects.toMatchObject({
      code: 'picture-unsupported',
    });
});

test('a picture that takes longer than it may is given up', async () => {
  const { ingest } = await setUp(1_000);
  // Noise in many scans, all of which have to be decoded before the first row is known.
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const picture = sharp({ create: { width: 6_000, height: 6_000, channels: 3, background: '#000', noise } });
  const slow = await picture.jpeg({ quality: 100, progressive: true }).toBuffer();
  await expect(ingest(slow)).rejects.toMatchObject({ code: 'picture-too-large' });
});
