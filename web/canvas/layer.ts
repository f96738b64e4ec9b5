import type { Size, Viewport } from './viewport.ts';

/** What a drawing function gets: a cleared canvas, and what it shows. */
export interface Frame {
  readonly context: CanvasRenderingContext2D;
  readonly viewport: Viewport;
  /** CSS px. */
  readonly size: Size;
  /** Device px per CSS px. */
  readonly ratio: number;
}

/** From here on, units are image px. */
export const inImagePixels = ({ context, viewport: { scale, x, y }, ratio }: Frame): void =>
  context.setTransform(scale * ratio, 0, 0, scale * ratio, x * ratio, y * ratio);

/** From here on, units are CSS px on the stage. */
export const inScreenPixels = ({ context, ratio }: Frame): void =>
  context.setTransform(ratio, 0, 0, ratio, 0, 0);

/** One canvas of the stack. Remembers at which viewport it was drawn, so that it can follow another cheaply. */
export class Layer {
  readonly canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  #drawn: Viewport = { scale: 1, x: 0, y: 0 };

  constructor(name: string) {
    this.canvas = document.createElement('canvas');
    this.canvas.dataset.layer = name;
    this.canvas.setAttribute('aria-hidden', 'true');
    Object.assign(this.canvas.style, {
      position: 'absolute',
      inset: '0',
      width: '100%',
      height: '100%',
      transformOrigin: '0 0',
      pointerEvents: 'none',
    });
    const context = this.canvas.getContext('2d');
    if (!context) throw new Error('this browser has no 2D canvas');
    this.#context = context;
  }

  get drawn(): Viewport {
    return this.#drawn;
  }

  /** Clears, fits the bitmap to the stage and the screen's pixels, and undoes any earlier {@link follow}. */
  begin(viewport: Viewport, size: Size, ratio: number): Frame {
    const [width, height] = [
      Math.max(1, Math.round(size.width * ratio)),
      Math.max(1, Math.round(size.height * ratio)),
    ];
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    } else {
      this.#context.setTransform(1, 0, 0, 1, 0, 0);
      this.#context.clearRect(0, 0, width, height);
    }
    this.#drawn = viewport;
    this.canvas.style.transform = '';
    return { context: this.#context, viewport, size, ratio };
  }

  /** Moves the bitmap as it is to where another viewport would show it. */
  follow({ scale, x, y }: Viewport): void {
    const by = scale / this.#drawn.scale;
    const [dx, dy] = [x - this.#drawn.x * by, y - this.#drawn.y * by];
    this.canvas.style.transform = `translate(${dx}px, ${dy}px) scale(${by})`;
  }
}
