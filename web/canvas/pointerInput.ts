import type { Point } from '@maskroom/shared/geometry/polygon';
import { ClickCounter } from './clickCounter.ts';
import { PinchGesture } from './pinchGesture.ts';
import type { Stage } from './stage.ts';
import type { PointerPhase, StagePointer } from './stagePointer.ts';

const MIDDLE = 1;
/** Zoom for one wheel notch of 100 px is about 1.2; a pinch on a touchpad sends small steps with Ctrl. */
const WHEEL_RATE = 0.0018;
const PINCH_RATE = 0.01;
const LINE_PX = 16;

/**
 * Turns an element's pointer events into panning, pinching and {@link StagePointer}s. Lives from its making to
 * `destroy`. Middle drag and Space drag pan; two fingers pan and zoom; once a pen was seen, one finger pans too, and
 * while it is down a hand that rests on the picture means nothing.
 */
export class PointerInput {
  readonly #element: HTMLElement;
  readonly #stage: Stage;
  readonly #emit: (event: StagePointer) => void;
  readonly #listening = new AbortController();
  readonly #clicks = new ClickCounter();
  readonly #pinch: PinchGesture;
  #spaceHeld = false;
  #panning: { id: number; at: Point } | null = null;
  #pressed: { readonly id: number; readonly isPen: boolean } | null = null;
  #penSeen = false;

  constructor(element: HTMLElement, stage: Stage, emit: (event: StagePointer) => void) {
    [this.#element, this.#stage, this.#emit] = [element, stage, emit];
    this.#pinch = new PinchGesture(stage);
    const { signal } = this.#listening;
    element.addEventListener('pointerdown', (e) => this.#down(e), { signal });
    element.addEventListener('pointermove', (e) => this.#move(e), { signal });
    element.addEventListener('pointerup', (e) => this.#up(e, 'up'), { signal });
    element.addEventListener('pointercancel', (e) => this.#up(e, 'cancel'), { signal });
    element.addEventListener('pointerleave', (e) => this.#leave(e), { signal });
    element.addEventListener('wheel', (e) => this.#wheel(e), { signal, passive: false });
    element.addEventListener('contextmenu', (e) => e.preventDefault(), { signal });
  }

  destroy(): void {
    this.#listening.abort();
  }

  /** While Space is held every drag pans. */
  holdSpace(held: boolean): void {
    this.#spaceHeld = held;
    this.#showCursor();
  }

  /** Overrides the tool's cursor: the element's own is `var(--stage-cursor, …)`. */
  #showCursor(): void {
    const cursor = this.#panning ? 'grabbing' : this.#spaceHeld ? 'grab' : null;
    this.#element.style.setProperty('--stage-cursor', cursor);
  }

  #down(event: PointerEvent): void {
    if (!isOnStage(event)) return;
    if (event.button === MIDDLE) event.preventDefault();
    this.#element.setPointerCapture(event.pointerId);
    this.#stage.keyboardCursor = null;
    const [isPen, isTouch] = [event.pointerType === 'pen', event.pointerType === 'touch'];
    if (isTouch && this.#pressed?.isPen) return;
    if (isPen) this.#takePen(event);
    if (isTouch && this.#pinch.down(event.pointerId, at(event)) > 1) {
      this.#panning = null;
      this.#giveUpPress(event);
      return;
    }
    if (event.button === MIDDLE || this.#spaceHeld || (isTouch && this.#penSeen)) {
      this.#panning = { id: event.pointerId, at: at(event) };
      this.#showCursor();
      return;
    }
    this.#pressed = { id: event.pointerId, isPen };
    this.#stage.takeInHand();
    this.#send(event, 'down', this.#clicks.down(event.button, at(event), event.timeStamp, isTouch));
  }

  /** Whatever fingers did so far was the hand that holds the pen. */
  #takePen(event: PointerEvent): void {
    this.#penSeen = true;
    this.#pinch.letGo();
    this.#panning = null;
    this.#giveUpPress(event);
  }

  #giveUpPress(event: PointerEvent): void {
    if (this.#pressed !== null) this.#send(event, 'cancel');
    this.#pressed = null;
  }

  #move(event: PointerEvent): void {
    const now = at(event);
    if (event.pointerType === 'touch' && this.#pinch.move(event.pointerId, now)) return;
    if (this.#panning?.id === event.pointerId) {
      this.#stage.panBy(now[0] - this.#panning.at[0], now[1] - this.#panning.at[1]);
      this.#panning.at = now;
      return;
    }
    // A finger never hovers: one that is neither pressing nor panning is a resting hand.
    const hovers = this.#pressed === null && event.pointerType !== 'touch' && isOnStage(event);
    if (hovers || this.#pressed?.id === event.pointerId) {
      this.#stage.keyboardCursor = null;
      this.#send(event, 'move');
    }
  }

  #up(event: PointerEvent, phase: 'up' | 'cancel'): void {
    if (this.#panning?.id === event.pointerId) {
      this.#panning = null;
      this.#showCursor();
    } else if (this.#pressed?.id === event.pointerId) {
      this.#pressed = null;
      this.#send(event, phase);
    }
    // The finger that stays after a pinch goes on panning.
    const alone = event.pointerType === 'touch' ? this.#pinch.up(event.pointerId) : null;
    if (alone) this.#panning = alone;
  }

  #leave(event: PointerEvent): void {
    if (this.#pressed === null && this.#panning === null) this.#send(event, 'leave');
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
    if (event.shiftKey && !event.ctrlKey) {
      this.#stage.panBy(-(event.deltaX || event.deltaY) * unit, 0);
      return;
    }
    const rate = event.ctrlKey ? PINCH_RATE : WHEEL_RATE;
    const notch = Math.max(-300, Math.min(300, event.deltaY * unit));
    this.#stage.zoomBy(Math.exp(-notch * rate), this.#stage.clientToScreen(at(event)));
  }

  #send(event: PointerEvent, phase: PointerPhase, clicks = 0): void {
    const point = this.#stage.toImage(at(event));
    const passed = phase === 'move' ? event.getCoalescedEvents() : [];
    this.#emit({
      phase,
      point,
      screen: at(event),
      path: passed.length > 0 ? passed.map((each) => this.#stage.toImage(at(each))) : [point],
      button: phase === 'move' ? -1 : event.button,
      buttons: event.buttons,
      device: event.pointerType === 'pen' || event.pointerType === 'touch' ? event.pointerType : 'mouse',
      shift: event.shiftKey,
      alt: event.altKey,
      ctrl: event.ctrlKey || event.metaKey,
      clicks,
      scale: this.#stage.viewport.scale,
    });
  }
}

/** CSS px in the window: what a hand goes over is the same wherever the stage's corner is meanwhile. */
const at = ({ clientX, clientY }: MouseEvent): Point => [clientX, clientY];

/** What floats above the canvases keeps its own pointers. */
const isOnStage = ({ target }: PointerEvent): boolean =>
  !(target instanceof Element && target.closest('[data-floating]') !== null);
