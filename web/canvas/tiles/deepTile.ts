import type { Tile } from './tile.ts';

/** What values look like now: RGBA of each of the 65,536, as a canvas keeps them. Replaced as a whole. */
export interface Shades {
  current: Uint32Array;
}

/** RGBA of each value, from the grey it is shown in (0..255). */
export const rgbaOf = (greys: Uint8Array): Uint32Array =>
  // The same three bytes of colour in either order of bytes, and no transparency.
  Uint32Array.from(greys, (grey) => 0xff000000 | (grey * 0x010101));

/** A tile of values rather than colours: painted when it is looked at, again when its shades have changed. */
export class DeepTile implements Tile {
  readonly #values: Uint16Array;
  readonly #shades: Shades;
  readonly #canvas: OffscreenCanvas;
  #painted: Uint32Array | null = null;

  /** `values`: row-major, height × width. */
  constructor(
    values: Uint16Array,
    { height, width }: { readonly width: number; readonly height: number },
    shades: Shades,
  ) {
    this.#values = values;
    this.#shades = shades;
    this.#canvas = new OffscreenCanvas(width, height);
  }

  get bytes(): number {
    return this.#values.length * 6;
  }

  get image(): CanvasImageSource {
    if (this.#painted !== this.#shades.current) this.#paint(this.#shades.current);
    return this.#canvas;
  }

  close(): void {
    this.#canvas.width = 0;
  }

  #paint(shades: Uint32Array): void {
    this.#painted = shades;
    const { height, width } = this.#canvas;
    const rgba = new Uint32Array(width * height);
    for (let i = 0; i < rgba.length; i++) rgba[i] = shades[this.#values[i]];
    const pixels = new ImageData(new Uint8ClampedArray(rgba.buffer), width, height);
    this.#canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  }
}
