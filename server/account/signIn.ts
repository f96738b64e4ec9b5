import { Problem } from '@maskroom/shared/base/problem';
import type { Database } from '../store/database.ts';
import {
  deleteExpiredSessions,
  deleteSession,
  deleteSessionsOf,
  insertSession,
} from '../store/loginStore.ts';
import type { UserRow } from '../store/tables.ts';
import { findUserByEmail } from '../store/userStore.ts';
import { type Actor, actorOf } from './actor.ts';
import { type AccountContext, DAY_MS } from './context.ts';
import { verifyPassword } from './passwords.ts';
import { hashSecret, newSecret } from './secrets.ts';
import { readSessionCookie } from './sessionCookie.ts';

/** Slides: whoever comes back within it stays signed in. */
export const SESSION_MS = 30 * DAY_MS;

/** The secret goes into the cookie and is nowhere else. */
export interface SignedIn {
  readonly actor: Actor;
  readonly secret: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export function createSignIn({ db, events, limits, now, tickets }: AccountContext) {
  const revoked = (userId: string): void => {
    tickets.forget(userId);
    events.tell({ projectId: null, userId });
  };
  return {
    /**
     * `address` is where the try comes from, proxies looked through.
     * @throws Problem `wrong-credentials`, whichever of the two is wrong, or `rate-limited`
     */
    async signIn(email: string, password: string, address: string): Promise<SignedIn> {
      await limits.count(address, email);
      const user = await findUserByEmail(db, email);
      const matches = await verifyPassword(user?.password_hash ?? null, password);
      if (!user || !matches || user.disabled_at !== null) throw new Problem('wrong-credentials');
      await limits.forgive(address, email);
      await deleteExpiredSessions(db, now());
      return openSession(db, user, now());
    },

    /** Ends the session of this Cookie header, and its sockets. */
    async signOut(cookie: string | undefined): Promise<void> {
      const secret = readSessionCookie(cookie);
      const userId = secret === null ? undefined : await deleteSession(db, hashSecret(secret));
      if (userId !== undefined) revoked(userId);
    },

    /** Ends every session of a person: a lost laptop, a changed password. */
    async signOutEverywhere(userId: string): Promise<void> {
      await deleteSessionsOf(db, userId);
      revoked(userId);
    },
  };
}

export async function openSession(db: Database, user: UserRow, now: number): Promise<SignedIn> {
  const secret = newSecret();
  const expiresAt = now + SESSION_MS;
  await insertSession(db, {
    id_hash: hashSecret(secret),
    user_id: user.id,
    created_at: now,
    expires_at: expiresAt,
  });
  return { actor: actorOf(user, expiresAt), secret, expiresAt };
}
