import { Problem } from '@maskroom/shared/base/problem';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** No program of ours has a hundred wrong tokens; whoever has is guessing. */
const MOST_WRONG = { points: 100, duration: 60 };

/** Tokens and tickets that held for nobody, by the address that brought them. Those that hold cost nothing. */
export interface WrongTokens {
  /** Asked before a token is looked at. @throws Problem `rate-limited` */
  check(address: string): Promise<void>;
  count(address: string): Promise<void>;
}

export function createWrongTokens(): WrongTokens {
  const limiter = new RateLimiterMemory(MOST_WRONG);
  return {
    async check(address) {
      const found = await limiter.get(address);
      if (found === null || found.consumedPoints < MOST_WRONG.points) return;
      const retryAfterSeconds = Math.ceil(found.msBeforeNext / 1_000);
      throw new Problem('rate-limited', 'Too many tokens that do not hold; wait a minute.', {
        retryAfterSeconds,
      });
    },
    async count(address) {
      await limiter.consume(address).catch((refusal: unknown) => {
        // Past the limit already: others of this address were being looked at meanwhile.
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
      });
    },
  };
}
