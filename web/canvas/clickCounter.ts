import type { Point } from '@maskroom/shared/geometry/polygon';

const QUICK_MS = 400;
const NEAR_PX = 6;
/** Two taps of a fingertip at one place are no nearer than this. */
const TOUCH_NEAR_PX = 20;

/** Counts clicks in quick succession at one place: pointer events, unlike mouse events, do not. */
export class ClickCounter {
  #last: { button: number; at: Point; time: number; count: number } = {
    button: -1,
    at: [0, 0],
    time: -Infinity,
    count: 0,
  };

  /** At `at` CSS px and `time` ms: 1 for a first click, 2 for a double click, and so on. */
  down(button: number, at: Point, time: number, isTouch = false): number {
    const last = this.#last;
    const reach = isTouch ? TOUCH_NEAR_PX : NEAR_PX;
    const near = Math.hypot(at[0] - last.at[0], at[1] - last.at[1]) <= reach;
    const again = button === last.button && near && time - last.time <= QUICK_MS;
    this.#last = { button, at, time, count: again ? last.count + 1 : 1 };
    return this.#last.count;
  }
}
