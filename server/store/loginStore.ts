import type { Database } from './database.ts';
import type { LoginSessionRow, TokenRow, UserRow } from './tables.ts';

/** The person behind a secret, and until when it holds. */
export type Holder = UserRow & { readonly expires_at: number | null };

/** By the hash of the cookie; nothing when it expired or the account was closed. */
export const findSessionHolder = (db: Database, idHash: string, now: number): Promise<Holder | undefined> =>
  db
    .selectFrom('login_sessions as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .selectAll('u')
    .select('s.expires_at')
    .where('s.id_hash', '=', idHash)
    .where('s.expires_at', '>', now)
    .where('u.disabled_at', 'is', null)
    .executeTakeFirst();

/** By the hash of the bearer token; nothing when it expired or the account was closed. */
export const findTokenHolder = (db: Database, tokenHash: string, now: number): Promise<Holder | undefined> =>
  db
    .selectFrom('tokens as t')
    .innerJoin('users as u', 'u.id', 't.user_id')
    .selectAll('u')
    .select('t.expires_at')
    .where('t.token_hash', '=', tokenHash)
    .where((where) => where.or([where('t.expires_at', 'is', null), where('t.expires_at', '>', now)]))
    .where('u.disabled_at', 'is', null)
    .executeTakeFirst();

export async function insertSession(db: Database, session: LoginSessionRow): Promise<void> {
  await db.insertInto('login_sessions').values(session).execute();
}

export async function extendSession(db: Database, idHash: string, expiresAt: number): Promise<void> {
  await db
    .updateTable('login_sessions')
    .set({ expires_at: expiresAt })
    .where('id_hash', '=', idHash)
    .execute();
}

/** Gives the id of the user whose session it was. */
export async function deleteSession(db: Database, idHash: string): Promise<string | undefined> {
  const gone = await db
    .deleteFrom('login_sessions')
    .where('id_hash', '=', idHash)
    .returning('user_id')
    .executeTakeFirst();
  return gone?.user_id;
}

export async function deleteSessionsOf(db: Database, userId: string): Promise<void> {
  await db.deleteFrom('login_sessions').where('user_id', '=', userId).execute();
}

export async function deleteExpiredSessions(db: Database, now: number): Promise<void> {
  await db.deleteFrom('login_sessions').where('expires_at', '<=', now).execute();
}

export async function insertToken(db: Database, token: TokenRow): Promise<void> {
  await db.insertInto('tokens').values(token).execute();
}

export const listTokens = (db: Database, userId: string): Promise<Omit<TokenRow, 'token_hash'>[]> =>
  db
    .selectFrom('tokens')
    .select(['id', 'user_id', 'name', 'created_at', 'expires_at'])
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .execute();

/** Gives the id of the user whose token it was; `ownerId` null: whoever's. */
export async function deleteToken(
  db: Database,
  id: string,
  ownerId: string | null,
): Promise<string | undefined> {
  const all = db.deleteFrom('tokens').where('id', '=', id);
  const mine = ownerId === null ? all : all.where('user_id', '=', ownerId);
  const gone = await mine.returning('user_id').executeTakeFirst();
  return gone?.user_id;
}

export async function deleteTokensOf(db: Database, userId: string): Promise<void> {
  await db.deleteFrom('tokens').where('user_id', '=', userId).execute();
}
