import type { IncomingMessage } from 'node:http';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { AddressOf } from '../account/address.ts';
import type { Authenticate } from './authenticate.ts';

/** Connections within a minute that one address opens without saying who it is; some clients say it only then. */
const MOST_UNKNOWN = { points: 300, duration: 60 };

/**
 * Bounds what an address may open before anybody is signed in. Who brings a cookie or a token that holds is no
 * stranger, so that a flood from behind the same address keeps no one out.
 */
export interface Strangers {
  /** Asked before a connection is made. */
  mayConnect(request: IncomingMessage): Promise<boolean>;
  /** This connection has said who it is. */
  signedIn(request: IncomingMessage): void;
  /** Counts a refusal; false when there were too many to go on being polite. */
  mayBeTold(request: IncomingMessage): Promise<boolean>;
}

export function createStrangers(addressOf: AddressOf, authenticate: Authenticate): Strangers {
  const limiter = new RateLimiterMemory(MOST_UNKNOWN);
  const counted = new WeakSet<IncomingMessage>();
  const count = (request: IncomingMessage): Promise<boolean> =>
    limiter.consume(addressOf(request)).then(
      () => true,
      () => false,
    );
  const isKnown = ({ headers }: IncomingMessage): boolean =>
    headers.cookie !== undefined || headers.authorization !== undefined;
  return {
    async mayConnect(request) {
      const holds = isKnown(request) && (await authenticate(request).catch(() => null)) !== null;
      if (holds) return true;
      if (!(await count(request))) return false;
      counted.add(request);
      return true;
    },
    signedIn(request) {
      if (counted.delete(request)) void limiter.reward(addressOf(request));
    },
    mayBeTold: count,
  };
}
