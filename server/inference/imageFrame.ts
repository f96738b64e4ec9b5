import type { Box } from '@maskroom/shared/geometry/polygon';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Interleaved 8-bit RGB, row-major (HWC). */
export interface Rgb extends Size {
  readonly data: Uint8Array;
}

/** One picture, or a region of it, as a model sees it. */
export interface ImageFrame {
  /** The oriented picture, px: what prompts and outlines are in, also where only a region was encoded. */
  readonly image: Size;
  /** The part of the picture that was encoded, in whole px of it; absent: all of it. */
  readonly region?: Box;
  /** What that takes up in the model's input, px; the rest is padding. */
  readonly content: Size;
}

/** The px of the picture that were encoded. */
export const encodedSize = ({ image, region }: Pick<ImageFrame, 'image' | 'region'>): Size =>
  region ? { width: region[2] - region[0], height: region[3] - region[1] } : image;

/** The region as a picture of its own: what families of models see. */
export const encodedFrame = (frame: ImageFrame): ImageFrame => ({
  image: encodedSize(frame),
  content: frame.content,
});

/** Whether the region lies in the picture with all four sides on the borders of pixels, and holds any. */
export const isRegionOf = ([x0, y0, x1, y1]: Box, { width, height }: Size): boolean =>
  [x0, y0, x1, y1].every(Number.isInteger) &&
  x0 >= 0 &&
  y0 >= 0 &&
  x0 < x1 &&
  y0 < y1 &&
  x1 <= width &&
  y1 <= height;
