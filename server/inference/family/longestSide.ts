import type { ImageFrame, Size } from '../imageFrame.ts';
import type { LowResFrame } from './modelFamily.ts';

/** The picture's size when its longest side is `side`; halves are rounded up. */
export function longestSide(side: number, { width, height }: Size): Size {
  const scale = side / Math.max(width, height);
  return { width: sideOf(width * scale), height: sideOf(height * scale) };
}

/** A picture of 1 × 10,000 px still takes one row of the input. */
const sideOf = (length: number): number => Math.max(1, Math.round(length));

/** Masks of size `mask` over the square input: the picture lies at the top left, the rest is padding. */
export const paddedFrame = (mask: Size, side: number, { content }: ImageFrame): LowResFrame => ({
  ...mask,
  content: { width: (content.width * mask.width) / side, height: (content.height * mask.height) / side },
});

/** Masks of size `mask` over a picture that was squashed to fill the input. */
export const filledFrame = (mask: Size): LowResFrame => ({ ...mask, content: mask });
