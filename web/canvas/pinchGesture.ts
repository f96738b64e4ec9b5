import type { Point } from '@maskroom/shared/geometry/polygon';
import type { Viewport } from './viewport.ts';
import { panBy, zoomAt } from './viewport.ts';

interface Movable {
  readonly viewport: Viewport;
  setViewport(viewport: Viewport): void;
  clientToScreen(client: Point): Point;
}

/** Two fingers: the points under them stay under them. Places are CSS px in the window. */
export class PinchGesture {
  readonly #stage: Movable;
  readonly #fingers = new Map<number, Point>();

  constructor(stage: Movable) {
    this.#stage = stage;
  }

  /** How many fingers are down now. */
  down(id: number, at: Point): number {
    this.#fingers.set(id, at);
    return this.#fingers.size;
  }

  /** The finger that stays down alone, when there were two. */
  up(id: number): { readonly id: number; readonly at: Point } | null {
    if (!this.#fingers.delete(id) || this.#fingers.size !== 1) return null;
    const [[stays, at]] = this.#fingers;
    return { id: stays, at };
  }

  /** None of the fingers means anything any more. */
  letGo(): void {
    this.#fingers.clear();
  }

  /** Says whether this was part of a pinch. */
  move(id: number, at: Point): boolean {
    const before = [...this.#fingers.values()];
    if (!this.#fingers.has(id)) return false;
    this.#fingers.set(id, at);
    if (before.length < 2) return false;
    const after = [...this.#fingers.values()];
    const [from, to] = [middleOf(before), middleOf(after)];
    const factor = spread(after) / Math.max(1, spread(before));
    const middle = this.#stage.clientToScreen(to);
    const moved = panBy(this.#stage.viewport, to[0] - from[0], to[1] - from[1]);
    this.#stage.setViewport(zoomAt(moved, factor, middle));
    return true;
  }
}

const middleOf = ([[ax, ay], [bx, by]]: readonly Point[]): Point => [(ax + bx) / 2, (ay + by) / 2];
const spread = ([[ax, ay], [bx, by]]: readonly Point[]): number => Math.hypot(ax - bx, ay - by);
