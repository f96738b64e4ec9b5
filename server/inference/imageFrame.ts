export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Interleaved 8-bit RGB, row-major (HWC). */
export interface Rgb extends Size {
  readonly data: Uint8Array;
}

/** One picture as a model sees it. */
export interface ImageFrame {
  /** The oriented picture, px. */
  readonly image: Size;
  /** What the picture takes up in the model's input, px; the rest is padding. */
  readonly content: Size;
}
