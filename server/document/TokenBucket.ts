import { BURST_SECONDS } from './limits.ts';

/** Lets `perSecond` through on average and {@link BURST_SECONDS} of it at once. */
export class TokenBucket {
  #tokens: number;
  #filledAt: number;

  constructor(
    readonly perSecond: number,
    now: number,
  ) {
    this.#tokens = perSecond * BURST_SECONDS;
    this.#filledAt = now;
  }

  /** Takes the tokens, into debt if need be, and says how many ms to wait until the debt is paid. */
  take(count: number, now: number): number {
    const filled = this.#tokens + ((now - this.#filledAt) / 1000) * this.perSecond;
    this.#tokens = Math.min(filled, this.perSecond * BURST_SECONDS) - count;
    this.#filledAt = now;
    return this.#tokens >= 0 ? 0 : Math.ceil((-this.#tokens / this.perSecond) * 1000);
  }
}
