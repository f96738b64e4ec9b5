import { Problem } from '@maskroom/shared/base/problem';
import { RateLimiterMemory } from 'rate-limiter-flexible';

/**
 * How many wrong passwords are tried before a pause: by one address, by one address for one email, and for one
 * email from anywhere (high, so that strangers cannot lock a person out easily).
 */
const limits = {
  address: { points: 100, duration: 5 * 60 },
  pair: { points: 10, duration: 15 * 60 },
  email: { points: 200, duration: 60 * 60 },
};

export interface LoginLimits {
  /** Counts a try before it is checked, so that parallel tries count too. Throws `rate-limited`. */
  count(address: string, email: string): Promise<void>;
  /** The password was right: the tries before it are forgiven. */
  forgive(address: string, email: string): Promise<void>;
}

export function createLoginLimits(): LoginLimits {
  const address = new RateLimiterMemory(limits.address);
  const pair = new RateLimiterMemory(limits.pair);
  const email = new RateLimiterMemory(limits.email);
  return {
    async count(from, who) {
      await consume(address, from);
      await consume(pair, `${from} ${who}`);
      await consume(email, who);
    },
    async forgive(from, who) {
      await Promise.all([address.reward(from), pair.delete(`${from} ${who}`), email.reward(who)]);
    },
  };
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch {
    throw new Problem('rate-limited', 'Too many wrong passwords; wait some minutes.');
  }
}
