const WINDOW_MS = 5 * 60_000;
/** Before, one object more or less would make another figure of it. */
const LEAST_RATED_MS = 30_000;
const MINUTE_MS = 60_000;

/** Counts what somebody does, and how much of it they did a minute lately. */
export class Pace {
  /** Of the last five minutes, oldest first. */
  readonly #recent = new Set<{ readonly at: number }>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Gives back how to take it back, once. */
  add(now: number): () => void {
    const done = { at: now };
    this.#forgetOld(now);
    this.#recent.add(done);
    this.#count++;
    return () => {
      this.#recent.delete(done);
      this.#count--;
    };
  }

  /** Of the last five minutes, or since `startedAt`; null where that is too short a time to say. To two decimals. */
  perMinute(now: number, startedAt: number): number | null {
    this.#forgetOld(now);
    const ratedMs = Math.min(WINDOW_MS, now - startedAt);
    if (ratedMs < LEAST_RATED_MS) return null;
    return Math.round((100 * this.#recent.size * MINUTE_MS) / ratedMs) / 100;
  }

  #forgetOld(now: number): void {
    for (const done of this.#recent) {
      if (done.at > now - WINDOW_MS) return;
      this.#recent.delete(done);
    }
  }
}
