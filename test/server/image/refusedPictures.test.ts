import { readdirSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { corners, openIngestion, plain } from '../../support/ingestion.ts';

test('what is not whole is refused and leaves nothing behind', async () => {
  const { folder, images, refused } = await openIngestion();
  const noise = Buffer.from(Array.from({ length: 200 * 200 * 3 }, (_, i) => (i * 7919) % 251));
  const busy = () => sharp(noise, { raw: { width: 200, height: 200, channels: 3 } });
  for (const bytes of [
    await busy().jpeg().toBuffer(),
    await busy().png().toBuffer(),
    await busy().webp().toBuffer(),
    await busy().tiff().toBuffer(),
  ])
    for (const share of [0.1, 0.5, 0.95])
      expect(await refused(bytes.subarray(0, Math.floor(bytes.length * share)))).toBe('picture-broken');
  const jpeg = await busy().jpeg().toBuffer();
  // The header of a taller picture: 200 becomes 300 rows, and the last third is not there.
  const sof = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  const taller = Buffer.from(jpeg);
  taller.writeUInt16BE(300, sof + 5);
  expect(await refused(taller)).toBe('picture-broken');
  expect(await refused(Buffer.from([0xff, 0xd8, 0xff]))).toBe('picture-broken');
  expect(await refused(Buffer.alloc(0))).toBe('picture-empty');
  expect(await images.list('p')).toHaveLength(0);
  expect(readdirSync(folder, { recursive: true })).toEqual(['unfinished']);
});

test('what is no picture, or more than one thing at once, is refused', async () => {
  const { refused } = await openIngestion();
  const gif = await plain().gif().toBuffer();
  const animated = await frames();
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  const page = Buffer.from('<!doctype html><script>alert(1)</script>');
  const pdf = Buffer.from('%PDF-1.7\n1 0 obj');
  const jpeg = await plain().jpeg().toBuffer();
  const withComment = (text: string) => {
    const comment = Buffer.from(text);
    const marker = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
    return Buffer.concat([jpeg.subarray(0, 2), marker, comment, jpeg.subarray(2)]);
  };
  const gifScript = Buffer.from('GIF89a/*\0\0*/=1;alert(1)//');
  const all = [
    gif,
    animated,
    svg,
    page,
    pdf,
    withComment('%PDF-1.4'),
    withComment('<script>alert(1)</script>'),
    gifScript,
    Buffer.from('x'),
  ];
  expect(await Promise.all(all.map(refused))).toEqual(all.map(() => 'picture-unsupported'));
  expect(await refused(withComment('harmless'))).toBe('taken');

  function frames() {
    const tall = Buffer.concat([corners, Buffer.from(corners).reverse()]);
    return sharp(tall, { raw: { width: 48, height: 64, channels: 3, pageHeight: 32 } })
      .webp()
      .toBuffer();
  }
});

test('a bomb is refused by its header, before it is found out that it has no pixels', async () => {
  const { refused } = await openIngestion(64);
  expect(await refused(bomb(14_000, 14_000))).toBe('picture-too-large');
  expect(await refused(bomb(70_000, 2))).toBe('picture-too-large');
});

/** A PNG that claims a size and brings almost nothing. */
function bomb(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc(1_000));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
