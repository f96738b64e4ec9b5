import type { Point } from '@maskroom/shared/geometry/polygon';
import type { PointerInput } from './pointerInput.ts';
import type { Stage } from './stage.ts';
import type { PointerPhase, StagePointer } from './stagePointer.ts';
import { panBy, toImage } from './viewport.ts';

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** The cursor is kept this far inside the stage. CSS px. */
const MARGIN_PX = 40;

/**
 * The cursor of those who use no pointer: arrows move it 1 image px (Shift 10, Ctrl 50), Enter is a click and
 * Shift+Enter a right click. It takes Enter only while the cursor is shown; a moving pointer hides it.
 * Also Space, which pans while held. Lives from its making to `destroy`.
 */
export class KeyboardInput {
  readonly #stage: Stage;
  readonly #emit: (event: StagePointer) => void;
  readonly #listening = new AbortController();

  constructor(
    element: HTMLElement,
    stage: Stage,
    pointers: PointerInput,
    emit: (event: StagePointer) => void,
  ) {
    [this.#stage, this.#emit] = [stage, emit];
    const { signal } = this.#listening;
    element.addEventListener('keydown', (e) => this.#key(e), { signal });
    addEventListener(
      'keydown',
      (e) => {
        if (e.code !== 'Space' || !(e.target === document.body || e.target === element)) return;
        e.preventDefault();
        pointers.holdSpace(true);
      },
      { signal },
    );
    addEventListener('keyup', (e) => e.code === 'Space' && pointers.holdSpace(false), { signal });
    addEventListener('blur', () => pointers.holdSpace(false), { signal });
  }

  destroy(): void {
    this.#listening.abort();
  }

  #key(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget || event.altKey) return;
    const arrow = arrows[event.code];
    const cursor = this.#stage.keyboardCursor;
    if (arrow) this.#walk(arrow, event);
    else if (cursor && !event.ctrlKey && (event.code === 'Enter' || event.code === 'NumpadEnter')) {
      this.#stage.takeInHand();
      this.#send(event, 'down', cursor);
      this.#send(event, 'up', cursor);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #walk([dx, dy]: Point, event: KeyboardEvent): void {
    const { size, viewport, keyboardCursor } = this.#stage;
    const step = event.ctrlKey || event.metaKey ? 50 : event.shiftKey ? 10 : 1;
    const [x, y] = keyboardCursor ?? rounded(toImage(viewport, [size.width / 2, size.height / 2]));
    const { width, height } = this.#stage.imageSize;
    const next: Point = [clamp(x + dx * step, 0, width), clamp(y + dy * step, 0, height)];
    this.#stage.keyboardCursor = next;
    this.#bringIntoSight(next);
    this.#send(event, 'move', next);
  }

  #bringIntoSight(point: Point): void {
    const { size, viewport } = this.#stage;
    const [x, y] = this.#stage.toScreen(point);
    const dx = clamp(x, MARGIN_PX, Math.max(MARGIN_PX, size.width - MARGIN_PX)) - x;
    const dy = clamp(y, MARGIN_PX, Math.max(MARGIN_PX, size.height - MARGIN_PX)) - y;
    if (dx !== 0 || dy !== 0) this.#stage.setViewport(panBy(viewport, dx, dy));
  }

  #send(event: KeyboardEvent, phase: PointerPhase, point: Point): void {
    const right = event.shiftKey && phase !== 'move';
    this.#emit({
      phase,
      point,
      screen: this.#stage.toScreen(point),
      path: [point],
      button: phase === 'move' ? -1 : right ? 2 : 0,
      buttons: phase === 'down' ? (right ? 2 : 1) : 0,
      device: 'keyboard',
      shift: false,
      alt: false,
      ctrl: false,
      clicks: phase === 'down' ? 1 : 0,
      scale: this.#stage.viewport.scale,
    });
  }
}

/** The middle of a pixel. */
const rounded = ([x, y]: Point): Point => [Math.floor(x) + 0.5, Math.floor(y) + 0.5];
const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
