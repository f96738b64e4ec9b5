import { drawPicture } from './drawPicture.ts';
import type { Frame } from './layer.ts';
import { TiledPicture } from './tiles/TiledPicture.ts';
import type { Size } from './viewport.ts';

/** What a stage shows as its picture; null while it loads. */
export type PictureSource = CanvasImageSource | TiledPicture | null;

/** The picture of a stage, whole or through tiles, which come by and by. Whoever made the source closes it. */
export class StagePicture {
  readonly #changed: () => void;
  #source: PictureSource = null;
  #stop = (): void => undefined;

  /** `changed` is told when it should be drawn again. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  set(source: PictureSource): void {
    this.#stop();
    this.#source = source;
    this.#stop = source instanceof TiledPicture ? source.onChange(this.#changed) : () => undefined;
    this.#changed();
  }

  /** Whether it is drawn anew at every step of a movement: cheap with tiles, and what comes into sight is never blank. */
  get isDrawnInMotion(): boolean {
    return this.#source instanceof TiledPicture;
  }

  get facts(): Readonly<Record<string, number>> {
    return this.#source instanceof TiledPicture ? this.#source.facts : {};
  }

  draw(frame: Frame, size: Size): void {
    if (this.#source instanceof TiledPicture) this.#source.draw(frame);
    else drawPicture(frame, this.#source, size);
  }

  destroy(): void {
    this.#stop();
  }
}
