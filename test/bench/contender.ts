import type { Size } from '@maskroom/server/inference/imageFrame.ts';

/** RGB, row-major. */
export interface Picture extends Size {
  readonly data: Uint8Array;
}

/** A way from a click on an encoded picture to masks that can be shown. */
export interface Contender {
  readonly name: string;
  /** px of the picture. */
  click(x: number, y: number): Promise<unknown>;
  close(): Promise<void>;
}
