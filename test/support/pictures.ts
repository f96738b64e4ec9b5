import sharp from 'sharp';

export interface DiscPicture {
  readonly width: number;
  readonly height: number;
  readonly cx: number;
  readonly cy: number;
  readonly radius: number;
}

/** A bright disc on darker, noisy ground: anything that segments at all cuts it out. JPEG bytes. */
export const discPicture = ({ width, height, cx, cy, radius }: DiscPicture): Promise<Buffer> => {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<rect width="100%" height="100%" fill="#3c5a32"/>` +
    `<circle cx="${cx}" cy="${cy}" r="${radius}" fill="#e8d9b0"/></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 92 }).toBuffer();
};
