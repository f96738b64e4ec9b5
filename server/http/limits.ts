import { Problem } from '@maskroom/shared/base/problem';
import type { FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { HttpApp, LimitName } from './httpApp.ts';

/**
 * Calls in a number of seconds, for each user or, before anybody is known, each address. Wrong passwords have
 * limits of their own, by account.
 */
const limits: Readonly<Record<LimitName, { readonly points: number; readonly duration: number }>> = {
  /** Whatever has no limit of its own; a wall of thumbnails that is scrolled through stays below. */
  every: { points: 12_000, duration: 60 },
  /** Sign-in and invitations: each costs a password hash. */
  strangers: { points: 60, duration: 60 },
  /** Exports: seconds of work each. Uploads wait in line for the decoders instead. */
  heavy: { points: 60, duration: 60 },
  /** A model's run each. */
  predict: { points: 1_200, duration: 60 },
};

/** Refuses with `rate-limited` and says when to come back. */
export function limitCalls(app: HttpApp): void {
  const limiters = Object.fromEntries(
    Object.entries(limits).map(([name, limit]) => [name, new RateLimiterMemory(limit)]),
  );
  app.addHook('onRequest', async (request: FastifyRequest) => {
    const name = request.routeOptions.config.limit ?? 'every';
    const key = request.caller?.actor.userId ?? request.ip;
    await limiters[name].consume(key).catch((refusal: unknown) => {
      const waitMs = refusal instanceof RateLimiterRes ? refusal.msBeforeNext : 1_000;
      throw new Problem('rate-limited', undefined, { retryAfterSeconds: Math.ceil(waitMs / 1_000) });
    });
  });
}
