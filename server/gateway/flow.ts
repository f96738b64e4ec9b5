import { Problem } from '@maskroom/shared/base/problem';
import { RateLimiterMemory } from 'rate-limiter-flexible';

/** Hovering sends at most some 60 prompts a second; twice that with everything else is no person. */
const CALLS_PER_SECOND = 150;

/** Bounds the calls of one socket: beyond it a call is refused with `rate-limited`, nobody else is slowed. */
export function createFlow() {
  const limiter = new RateLimiterMemory({ points: CALLS_PER_SECOND, duration: 1 });
  return {
    async take(socketId: string): Promise<void> {
      await limiter.consume(socketId).catch(() => {
        throw new Problem('rate-limited');
      });
    },
  };
}
