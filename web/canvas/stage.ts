import type { Point } from '@maskroom/shared/geometry/polygon';
import type { LiveOverlay, ShapeMarks, StageShape } from './scene.ts';
import type { Size, Viewport } from './viewport.ts';

export type { LiveOverlay, ShapeMarks, StageShape } from './scene.ts';

/** The picture, the shapes and everything in flight on three stacked canvases. Lives from mount to destroy. */
export declare class Stage {
  mount(container: HTMLElement): void;
  destroy(): void;

  /** A new picture fits itself. `source` null while it loads: the size alone is enough for shapes. */
  setImage(source: CanvasImageSource | null, size: Size): void;
  setShapes(shapes: readonly StageShape[]): void;
  setMarks(marks: ShapeMarks): void;
  /** Replaces the named fields only; cheap, meant to be called from store subscriptions without React. */
  updateOverlay(patch: Partial<LiveOverlay>): void;

  readonly viewport: Viewport;
  setViewport(viewport: Viewport): void;
  /** Keeps `at` (CSS px on the stage; its centre by default) where it is. */
  zoomBy(factor: number, at?: Point): void;
  panBy(dx: number, dy: number): void;
  fit(): void;
  actualSize(): void;
  onViewport(listener: (viewport: Viewport) => void): () => void;

  /** From `clientX`, `clientY` of a DOM event to image px. */
  toImage(client: Point): Point;
  /** From image px to CSS px on the stage: where to float a chip. */
  toScreen(point: Point): Point;
  /** The topmost visible shape at a point of the image. */
  hitTest(point: Point): string | null;
}
