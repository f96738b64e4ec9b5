import type { Box, Point } from '@maskroom/shared/geometry/polygon';
import { drawLive, inFlight } from './drawLive.ts';
import { drawShapes } from './drawShapes.ts';
import { Layer } from './layer.ts';
import { emptyMarks, emptyOverlay, type LiveOverlay, type ShapeMarks, type StageShape } from './scene.ts';
import { createShapeIndex, type ShapeIndex } from './shapeIndex.ts';
import { style } from './shapeStyle.ts';
import { StageCamera } from './stageCamera.ts';
import { type PictureSource, StagePicture } from './stagePicture.ts';
import { type Size, toImage, toScreen, type Viewport, visibleBox } from './viewport.ts';

export type { LiveOverlay, ShapeMarks, StageShape } from './scene.ts';

/** Outlines can be hit this far beside them. CSS px. */
const HIT_TOLERANCE_PX = 4;
/** Outlines and badges reach this far beyond a shape's bounds. CSS px. */
const OVERHANG_PX = 24;

type LayerName = 'image' | 'committed' | 'live';

/** What a browser test or a benchmark may ask; also in `data-` attributes of the root element. */
export interface StageInspection {
  readonly viewport: Viewport;
  readonly shapes: number;
  /** Shapes that the last redraw of the committed layer touched. */
  readonly drawnShapes: number;
  /** Script time of that redraw. */
  readonly committedMs: number;
  readonly committedDraws: number;
  readonly liveDraws: number;
}

/** The picture, the shapes and everything in flight on three stacked canvases. Lives from mount to destroy. */
export class Stage {
  readonly root: HTMLDivElement = document.createElement('div');
  readonly #layers = {
    image: new Layer('image'),
    committed: new Layer('committed'),
    live: new Layer('live'),
  };
  readonly #camera = new StageCamera((settled) => this.#moved(settled));
  readonly #picture = new StagePicture(() => this.#redraw('image'));
  #shapes: readonly StageShape[] = [];
  #byId = new Map<string, StageShape>();
  #index: ShapeIndex = createShapeIndex([]);
  #marks = emptyMarks;
  #fill: number = style.fill;
  #overlay = emptyOverlay;
  #keyboardCursor: Point | null = null;
  #dirty = { image: true, committed: true, live: true };
  #frame = 0;
  #counts = { drawnShapes: 0, committedMs: 0, committedDraws: 0, liveDraws: 0 };

  constructor() {
    Object.assign(this.root.style, { position: 'absolute', inset: '0', overflow: 'hidden' });
    this.root.append(this.#layers.image.canvas, this.#layers.committed.canvas, this.#layers.live.canvas);
  }

  mount(container: HTMLElement): void {
    container.prepend(this.root);
    this.#camera.watch(this.root);
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#camera.destroy();
    this.#picture.destroy();
    this.root.remove();
  }

  /** A picture of another size fits itself. `source` null while it loads: the size is enough for shapes. */
  setImage(source: PictureSource, size: Size): void {
    this.#camera.setImage(size);
    this.#picture.set(source);
  }

  setShapes(shapes: readonly StageShape[]): void {
    this.#shapes = shapes;
    this.#byId = new Map(shapes.map((shape) => [shape.id, shape]));
    this.#index = createShapeIndex(shapes);
    this.#redraw('committed', 'live');
  }

  setMarks(marks: ShapeMarks): void {
    if (marks.hidden !== this.#marks.hidden) this.#redraw('committed');
    this.#marks = marks;
    this.#redraw('live');
  }

  /** How opaque the fill of shapes is, 0..1. */
  setFill(fill: number): void {
    this.#fill = fill;
    this.#redraw('committed');
  }

  /** Replaces the named fields only; cheap, meant to be called from store subscriptions without React. */
  updateOverlay(patch: Partial<LiveOverlay>): void {
    const next = { ...this.#overlay, ...patch };
    if (!sameIds(inFlight(next), inFlight(this.#overlay))) this.#redraw('committed');
    this.#overlay = next;
    this.#redraw('live');
  }

  get viewport(): Viewport {
    return this.#camera.viewport;
  }
  get size(): Size {
    return this.#camera.size;
  }
  get imageSize(): Size {
    return this.#camera.image;
  }
  setViewport(viewport: Viewport): void {
    this.#camera.set(viewport);
  }
  /** Keeps `at` (CSS px on the stage; its centre by default) where it is. */
  zoomBy(factor: number, at?: Point): void {
    this.#camera.zoomBy(factor, at);
  }
  panBy(dx: number, dy: number): void {
    this.#camera.panBy(dx, dy);
  }
  fit(): void {
    this.#camera.fit();
  }
  actualSize(): void {
    this.#camera.actualSize();
  }
  readonly takeInHand = (): void => this.#camera.takeInHand();
  onViewport(listener: (viewport: Viewport) => void): () => void {
    return this.#camera.onChange(listener);
  }

  /** From `clientX`, `clientY` of a DOM event to image px. */
  toImage(client: Point): Point {
    const screen = this.clientToScreen(client);
    return toImage(this.viewport, screen);
  }
  readonly clientToScreen = (client: Point): Point => this.#camera.clientToScreen(client);
  /** From image px to CSS px on the stage: where to float a chip. */
  toScreen(point: Point): Point {
    return toScreen(this.viewport, point);
  }

  /** Visible shapes whose bounds touch a box of the image, in drawing order. */
  shapesWithin(box: Box): StageShape[] {
    const { hidden } = this.#marks;
    return this.#index
      .within(box)
      .map((i) => this.#shapes[i])
      .filter(({ id }) => !hidden.has(id));
  }

  /** The topmost visible shape at a point of the image; outlines can be hit a little beside them. */
  hitTest(point: Point): string | null {
    const { hidden, locked } = this.#marks;
    const passes = (id: string) => hidden.has(id) || locked.has(id);
    return this.#index.at(point, HIT_TOLERANCE_PX / this.viewport.scale, passes)?.id ?? null;
  }

  get keyboardCursor(): Point | null {
    return this.#keyboardCursor;
  }
  set keyboardCursor(point: Point | null) {
    if (point === this.#keyboardCursor) return;
    this.#keyboardCursor = point;
    this.#redraw('live');
  }

  inspect(): StageInspection {
    return { viewport: this.viewport, shapes: this.#shapes.length, ...this.#counts };
  }

  #moved(settled: boolean): void {
    if (settled || this.#picture.isDrawnInMotion) this.#redraw('image');
    else this.#layers.image.follow(this.viewport);
    if (settled) this.#redraw('committed');
    else this.#layers.committed.follow(this.viewport);
    this.#redraw('live');
  }

  #redraw(...layers: LayerName[]): void {
    for (const layer of layers) this.#dirty[layer] = true;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw(): void {
    const { viewport, size, ratio, image } = this.#camera;
    if (size.width === 0 || size.height === 0) return;
    const dirty = this.#dirty;
    this.#dirty = { image: false, committed: false, live: false };
    if (dirty.image) this.#picture.draw(this.#layers.image.begin(viewport, size, ratio), image);
    if (dirty.committed) {
      this.#drawCommitted();
      this.#measureRedraw();
    }
    if (dirty.live) {
      const { hidden } = this.#marks;
      drawLive(this.#layers.live.begin(viewport, size, ratio), {
        marks: this.#marks,
        overlay: this.#overlay,
        shapeOf: (id) => (hidden.has(id) ? undefined : this.#byId.get(id)),
        keyboardCursor: this.#keyboardCursor,
      });
      this.#counts.liveDraws++;
    }
    this.#publish();
  }

  #drawCommitted(): void {
    const { viewport, size, ratio } = this.#camera;
    const began = performance.now();
    const [xmin, ymin, xmax, ymax] = visibleBox(viewport, size);
    const over = OVERHANG_PX / viewport.scale;
    const editing = new Set(inFlight(this.#overlay));
    const visible = this.#index
      .within([xmin - over, ymin - over, xmax + over, ymax + over])
      .map((i) => this.#shapes[i])
      .filter(({ id }) => !editing.has(id) && !this.#marks.hidden.has(id));
    drawShapes(this.#layers.committed.begin(viewport, size, ratio), visible, this.#fill);
    this.#counts.drawnShapes = visible.length;
    this.#counts.committedMs = performance.now() - began;
    this.#counts.committedDraws++;
  }

  /** Script time says little: browsers paint what scripts draw afterwards, so the next frame is waited for. */
  #measureRedraw(): void {
    const began = performance.now();
    requestAnimationFrame(() => {
      this.#camera.redrawMs = performance.now() - began;
    });
  }

  #publish(): void {
    const { scale, x, y } = this.viewport;
    const { drawnShapes, committedDraws } = this.#counts;
    const region = this.#overlay.region?.box.join() ?? '';
    const shapes = this.#shapes.length;
    const facts = { scale, x, y, region, shapes, drawnShapes, committedDraws, ...this.#picture.facts };
    Object.assign(this.root.dataset, facts);
  }
}

const sameIds = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, i) => id === b[i]);
