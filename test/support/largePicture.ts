import sharp from 'sharp';

/** A hundred megapixels and a little. */
export const largeSize = { width: 12_000, height: 8_400 };

export interface LargeDisc {
  readonly cx: number;
  readonly cy: number;
  readonly radius: number;
  readonly color: readonly [number, number, number];
}

const ground = [60, 90, 50] as const;

/** One large enough to be seen in the whole picture, and one in each corner. */
export const largeDiscs: readonly LargeDisc[] = [
  { cx: 6_100, cy: 4_150, radius: 1_300, color: [232, 217, 176] },
  { cx: 160, cy: 140, radius: 60, color: [220, 60, 40] },
  { cx: 11_830, cy: 150, radius: 60, color: [40, 90, 220] },
  { cx: 150, cy: 8_250, radius: 60, color: [240, 200, 30] },
  { cx: 11_800, cy: 8_220, radius: 90, color: [235, 235, 235] },
];

/** What a pixel of {@link largePicture} is; `x` and `y` are its top left corner. */
export function largePixel(x: number, y: number): readonly [number, number, number] {
  const disc = largeDiscs.find(({ cx, cy, radius }) => Math.hypot(x + 0.5 - cx, y + 0.5 - cy) <= radius);
  return disc?.color ?? ground;
}

/** PNG bytes of discs on even ground, 100.8 megapixels. */
export function largePicture(): Promise<Buffer> {
  const background = { r: ground[0], g: ground[1], b: ground[2] };
  return sharp({ create: { ...largeSize, channels: 3, background }, limitInputPixels: false })
    .composite(
      largeDiscs.map(({ color, cx, cy, radius }) => {
        const side = 2 * radius;
        const data = Buffer.alloc(side * side * 3);
        for (let y = 0; y < side; y++)
          for (let x = 0; x < side; x++)
            data.set(
              Math.hypot(x + 0.5 - radius, y + 0.5 - radius) <= radius ? color : ground,
              (y * side + x) * 3,
            );
        const raw = { width: side, height: side, channels: 3 as const };
        return { input: data, raw, left: cx - radius, top: cy - radius };
      }),
    )
    .png({ compressionLevel: 3 })
    .toBuffer();
}
