import type { OidcTry } from './oidcProvider.ts';
import { hashSecret, newSecret, sameSecret } from './secrets.ts';

/** Time to type a password and find a phone. */
const TRY_MS = 10 * 60_000;
const MOST_TRIES = 1_000;

interface Pending extends OidcTry {
  /** Of a secret that only the browser which began has, as a cookie. */
  readonly browserHash: string;
  readonly returnTo: string;
  readonly expiresAt: number;
}

/** Sign-ins that are under way at the provider. In memory: after a restart people begin again. */
export function createOidcTries(now: () => number) {
  const tries = new Map<string, Pending>();
  return {
    begin(redirectUri: string, returnTo: string): { attempt: OidcTry; browser: string } {
      for (const [state, { expiresAt }] of tries) if (expiresAt <= now()) tries.delete(state);
      const [oldest] = tries.keys();
      if (oldest !== undefined && tries.size >= MOST_TRIES) tries.delete(oldest);
      const attempt = { redirectUri, state: newSecret(), nonce: newSecret(), verifier: newSecret() };
      const browser = newSecret();
      const expiresAt = now() + TRY_MS;
      tries.set(attempt.state, { ...attempt, browserHash: hashSecret(browser), returnTo, expiresAt });
      return { attempt, browser };
    },

    /** Once; null when it was not begun by this browser, is over, or was used. */
    end(state: string, browser: string): Pending | null {
      const pending = tries.get(state);
      if (!pending || !sameSecret(hashSecret(browser), pending.browserHash)) return null;
      tries.delete(state);
      return pending.expiresAt > now() ? pending : null;
    },
  };
}
