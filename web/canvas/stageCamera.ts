import type { Point } from '@maskroom/shared/geometry/polygon';
import {
  centred,
  fitViewport,
  keepInSight,
  panBy,
  type Size,
  type Viewport,
  visibleBox,
  zoomAt,
} from './viewport.ts';

/** A viewport that has not moved for this long is settled, and worth a sharp redraw. */
const SETTLE_MS = 90;
/** While it moves on and blank stage shows, everything is redrawn this often, if a redraw is this cheap. */
const MOTION_REDRAW_MS = 150;
const CHEAP_REDRAW_MS = 40;

type Listener = (viewport: Viewport) => void;

/** What part of the picture a stage of some size shows, and whether it is still moving. Lives with its stage. */
export class StageCamera {
  viewport: Viewport = { scale: 1, x: 0, y: 0 };
  image: Size = { width: 1, height: 1 };
  size: Size = { width: 0, height: 0 };
  ratio = 1;
  /** What the last full redraw took, from its frame to the next one; the stage measures it. */
  redrawMs = 0;
  readonly #moved: (settled: boolean) => void;
  readonly #listeners = new Set<Listener>();
  /** Fitted views stay fitted when the stage changes its size. */
  #fitted = true;
  /** Somebody works on the picture. */
  #inHand = false;
  #corner: Point = [0, 0];
  #windowSize: Size = { width: 0, height: 0 };
  #element: HTMLElement | undefined;
  #settledAt: Viewport = this.viewport;
  #redrawnAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #observer: ResizeObserver | undefined;
  #forgetRatio = (): void => undefined;

  /** `moved` is told of every change; with `true` when everything should be redrawn at the new viewport. */
  constructor(moved: (settled: boolean) => void) {
    this.#moved = moved;
  }

  watch(element: HTMLElement): void {
    this.#element = element;
    this.#observer = new ResizeObserver(() => this.#resized(element));
    this.#observer.observe(element);
    this.#watchRatio(element);
    this.#resized(element);
  }

  /** From now on the picture stays where it is on the screen when something comes in above or left of the stage. */
  takeInHand(): void {
    this.#inHand = true;
  }

  /**
   * From CSS px in the window to CSS px on the stage. A pointer may ask between a new layout and the frame that tells
   * of it: the viewport then changes first, so that both are of one layout.
   */
  clientToScreen([clientX, clientY]: Point): Point {
    if (!this.#element) return [clientX, clientY];
    const { left, top, width, height } = this.#element.getBoundingClientRect();
    if (width !== this.size.width || height !== this.size.height) this.#resized(this.#element);
    return [clientX - left, clientY - top];
  }

  destroy(): void {
    clearTimeout(this.#timer);
    this.#observer?.disconnect();
    this.#forgetRatio();
    this.#listeners.clear();
  }

  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  setImage(image: Size): void {
    const same = image.width === this.image.width && image.height === this.image.height;
    this.image = image;
    if (!same) this.fit();
  }

  set(viewport: Viewport): void {
    this.#fitted = false;
    this.#apply(keepInSight(viewport, this.image, this.size), false);
  }

  zoomBy(factor: number, at: Point = [this.size.width / 2, this.size.height / 2]): void {
    this.set(zoomAt(this.viewport, factor, at));
  }

  panBy(dx: number, dy: number): void {
    this.set(panBy(this.viewport, dx, dy));
  }

  fit(): void {
    this.#fitted = true;
    if (this.size.width > 0) this.#apply(fitViewport(this.image, this.size), true);
  }

  /** One image px on one CSS px, about the centre of the stage. */
  actualSize(): void {
    this.#fitted = false;
    const middle: Point = [this.size.width / 2, this.size.height / 2];
    const wasWhole = this.viewport.scale * this.image.width <= this.size.width;
    const next = wasWhole
      ? centred(this.image, this.size, 1)
      : zoomAt(this.viewport, 1 / this.viewport.scale, middle);
    this.#apply(keepInSight(next, this.image, this.size), true);
  }

  #apply(viewport: Viewport, settled: boolean): void {
    this.viewport = viewport;
    clearTimeout(this.#timer);
    if (settled || this.#showsBlank()) this.#settle();
    else {
      this.#moved(false);
      this.#timer = setTimeout(() => this.#settle(), SETTLE_MS);
    }
    for (const listener of this.#listeners) listener(viewport);
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#settledAt = this.viewport;
    this.#redrawnAt = performance.now();
    this.#moved(true);
  }

  /** Whether the moved bitmap leaves stage uncovered, and has for long enough. */
  #showsBlank(): boolean {
    if (this.redrawMs > CHEAP_REDRAW_MS || performance.now() - this.#redrawnAt < MOTION_REDRAW_MS)
      return false;
    const drawn = visibleBox(this.#settledAt, this.size);
    const shown = visibleBox(this.viewport, this.size);
    return shown[0] < drawn[0] || shown[1] < drawn[1] || shown[2] > drawn[2] || shown[3] > drawn[3];
  }

  #resized(element: HTMLElement): void {
    const { left, top, width, height } = element.getBoundingClientRect();
    const { innerWidth, innerHeight } = window;
    const [right, down] = [left - this.#corner[0], top - this.#corner[1]];
    const isPushed =
      (right !== 0 || down !== 0) &&
      innerWidth === this.#windowSize.width &&
      innerHeight === this.#windowSize.height;
    const [dx, dy] = [(width - this.size.width) / 2, (height - this.size.height) / 2];
    this.size = { width, height };
    this.#corner = [left, top];
    this.#windowSize = { width: innerWidth, height: innerHeight };
    this.ratio = globalThis.devicePixelRatio || 1;
    if (width === 0 || height === 0) return;
    // Something came in above the stage, which nobody here asked for: the picture stays where the hand has it.
    if (isPushed && (this.#inHand || !this.#fitted))
      this.#apply(keepInSight(panBy(this.viewport, -right, -down), this.image, this.size), true);
    else if (this.#fitted) this.fit();
    else this.#apply(keepInSight(panBy(this.viewport, dx, dy), this.image, this.size), true);
  }

  /** A window that moves to another screen changes its pixel ratio without changing its size. */
  #watchRatio(element: HTMLElement): void {
    const query = matchMedia(`(resolution: ${globalThis.devicePixelRatio}dppx)`);
    const changed = (): void => {
      this.#watchRatio(element);
      this.#resized(element);
    };
    query.addEventListener('change', changed, { once: true });
    this.#forgetRatio = () => query.removeEventListener('change', changed);
  }
}
