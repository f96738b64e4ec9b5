import sharp from 'sharp';

export interface DiscPicture {
  readonly width: number;
  readonly height: number;
  readonly cx: number;
  readonly cy: number;
  readonly radius: number;
}

/** A bright disc on darker ground: anything that segments at all cuts it out. JPEG bytes. */
export function discPicture({ width, height, cx, cy, radius }: DiscPicture): Promise<Buffer> {
  const [ground, disc] = [
    [0x3c, 0x5a, 0x32],
    [0xe8, 0xd9, 0xb0],
  ];
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data.set(Math.hypot(x + 0.5 - cx, y + 0.5 - cy) <= radius ? disc : ground, (y * width + x) * 3);
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 92 })
    .toBuffer();
}
