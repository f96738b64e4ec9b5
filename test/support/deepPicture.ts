import sharp from 'sharp';

/** The bytes of a grey PNG with 16 bits. */
export const deepPng = (values: Uint16Array, width: number, height: number): Promise<Buffer> =>
  sharp(values, { raw: { width, height, channels: 1 } })
    .toColourspace('grey16')
    .png()
    .toBuffer();

/** The same as a TIFF in one strip, little endian, not compressed (TIFF 6.0, section 4). */
export function deepTiff(values: Uint16Array, width: number, height: number, orientation = 1): Buffer {
  const tags = [
    [256, width],
    [257, height],
    [258, 16],
    [259, 1],
    [262, 1],
    [273, 8],
    [274, orientation],
    [277, 1],
    [278, height],
    [279, values.byteLength],
  ];
  const directory = Buffer.alloc(2 + tags.length * 12 + 4);
  directory.writeUInt16LE(tags.length, 0);
  for (const [i, [tag, value]] of tags.entries()) {
    const at = 2 + i * 12;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(4, at + 2);
    directory.writeUInt32LE(1, at + 4);
    directory.writeUInt32LE(value, at + 8);
  }
  const head = Buffer.alloc(8);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(8 + values.byteLength, 4);
  return Buffer.concat([head, Buffer.from(values.buffer, values.byteOffset, values.byteLength), directory]);
}

export const faint = { width: 700, height: 500, cx: 430, cy: 260, radius: 90, contrast: 40 };

/**
 * A detector's picture: values from 1,000 to 1,100 along its width, a disc of 40 more, one dead and one hot pixel. Shown
 * from 0 to 65,535 it is black.
 */
export function faintDisc(): Uint16Array {
  const { contrast, cx, cy, height, radius, width } = faint;
  const values = Uint16Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const inside = Math.hypot(x + 0.5 - cx, y + 0.5 - cy) <= radius;
    return 1_000 + Math.round((100 * x) / (width - 1)) + (inside ? contrast : 0);
  });
  values[3] = 0;
  values[5] = 65_535;
  return values;
}
