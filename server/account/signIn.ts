import { randomUUID } from 'node:crypto';
import { Problem } from '@maskroom/shared/base/problem';
import type { Database } from '../store/database.ts';
import { deleteExpiredSessions, deleteSession, insertSession } from '../store/loginStore.ts';
import type { UserRow } from '../store/tables.ts';
import { findUserByEmail } from '../store/userStore.ts';
import { type Actor, actorOf } from './actor.ts';
import { type AccountContext, DAY_MS } from './context.ts';
import { verifyPassword } from './passwords.ts';
import { hashSecret, newSecret } from './secrets.ts';
import { readSessionCookie } from './sessionCookie.ts';

/** Slides: whoever comes back within it stays signed in. */
export const SESSION_MS = 30 * DAY_MS;
/** Of what a browser says it is, this much is kept. */
const MOST_DEVICE_CHARACTERS = 200;

/** The secret goes into the cookie and is nowhere else. */
export interface SignedIn {
  readonly actor: Actor;
  readonly secret: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** So that people know their sessions again. */
export interface SignInPlace {
  /** Where it comes from, proxies looked through. */
  readonly address?: string;
  /** The browser's User-Agent. */
  readonly device?: string;
}

export function createSignIn(context: AccountContext) {
  const { db, events, limits, now, record, tickets } = context;
  return {
    /**
     * @throws Problem `wrong-credentials`, whichever of the two is wrong, or `rate-limited`
     */
    async signIn(
      email: string,
      password: string,
      place: SignInPlace & { readonly address: string },
    ): Promise<SignedIn> {
      await limits.count(place.address, email);
      const user = await findUserByEmail(db, email);
      const matches = await verifyPassword(user?.password_hash ?? null, password);
      if (!user || !matches || user.disabled_at !== null) throw new Problem('wrong-credentials');
      await limits.forgive(place.address, email);
      return db.transaction().execute(async (trx) => {
        await deleteExpiredSessions(trx, now());
        return openSession(trx, context, user, place);
      });
    },

    /** Ends the session of this Cookie header, and its sockets. */
    async signOut(cookie: string | undefined): Promise<void> {
      const secret = readSessionCookie(cookie);
      if (secret === null) return;
      const userId = await db.transaction().execute(async (trx) => {
        const holder = await deleteSession(trx, hashSecret(secret));
        if (holder) await record(trx, { actorId: holder, action: 'signed-out', subjectId: holder });
        return holder;
      });
      if (userId === undefined) return;
      tickets.forget(userId);
      events.tell({ projectId: null, userId });
    },
  };
}

/** Signs in, on record. `by`: who vouched for the person, when it was not this server. */
export async function openSession(
  trx: Database,
  { now, record }: Pick<AccountContext, 'now' | 'record'>,
  user: UserRow,
  { address, device }: SignInPlace,
  by?: string,
): Promise<SignedIn> {
  const secret = newSecret();
  const createdAt = now();
  const expiresAt = createdAt + SESSION_MS;
  const details = { address: address ?? null, ...(by !== undefined && { by }) };
  await record(trx, { actorId: user.id, action: 'signed-in', subjectId: user.id, details });
  await insertSession(trx, {
    id: randomUUID(),
    id_hash: hashSecret(secret),
    user_id: user.id,
    created_at: createdAt,
    expires_at: expiresAt,
    seen_at: createdAt,
    address: address ?? null,
    device: device?.slice(0, MOST_DEVICE_CHARACTERS) ?? null,
  });
  const actor = actorOf(user, { via: 'session', scope: null, sessionExpiresAt: expiresAt });
  return { actor, secret, expiresAt };
}
