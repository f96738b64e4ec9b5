import type { Rgb, Size } from '../imageFrame.ts';

/** A picture that every segmenter of things can take apart: one orange disc on a slate ground. */
export const discImage: Size = { width: 640, height: 480 };
export const disc = { x: 270, y: 250, radius: 90 };

const ORANGE = [232, 132, 40] as const;
const SLATE = [68, 82, 96] as const;

/** The picture at a model's content size, as if {@link discImage} had been resized to it. */
export function discPicture({ width, height }: Size): Rgb {
  const data = new Uint8Array(3 * width * height);
  const [sx, sy] = [discImage.width / width, discImage.height / height];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      const distance = Math.hypot((x + 0.5) * sx - disc.x, (y + 0.5) * sy - disc.y);
      data.set(distance < disc.radius ? ORANGE : SLATE, at);
    }
  }
  return { width, height, data };
}
