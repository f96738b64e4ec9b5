import { setImmediate as nextTurn } from 'node:timers/promises';

/** Working at a stretch, a line of jobs holds up the rest of the process no longer than this. */
const STRETCH_MS = 8;

/** Runs one job after the other, in the order they came; a job that fails does not stop the next. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #stretchEndsAt = 0;

  run<T>(job: () => T | Promise<T>): Promise<T> {
    if (this.#waiting === 0) this.#stretchEndsAt = performance.now() + STRETCH_MS;
    this.#waiting++;
    const result = this.#last.then(() => this.#letOthersIn()).then(job);
    this.#last = result.then(
      () => this.#waiting--,
      () => this.#waiting--,
    );
    return result;
  }

  async #letOthersIn(): Promise<void> {
    if (performance.now() < this.#stretchEndsAt) return;
    await nextTurn();
    this.#stretchEndsAt = performance.now() + STRETCH_MS;
  }
}
