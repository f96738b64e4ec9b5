import type { Database } from './database.ts';
import type { LoginSessionRow, TokenRow, UserRow } from './tables.ts';

/** The person behind a secret, and until when it holds. */
export type Holder = UserRow & { readonly expires_at: number | null };

/** And what the token leaves of their rights. */
export type TokenHolder = Holder &
  Pick<TokenRow, 'most_role'> & { readonly scope_project_id: TokenRow['project_id'] };

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
export const findTokenHolder = (
  db: Database,
  tokenHash: string,
  now: number,
): Promise<TokenHolder | undefined> =>
  db
    .selectFrom('tokens as t')
    .innerJoin('users as u', 'u.id', 't.user_id')
    .selectAll('u')
    .select(['t.expires_at', 't.most_role', 't.project_id as scope_project_id'])
    .where('t.token_hash', '=', tokenHash)
    .where((where) => where.or([where('t.expires_at', 'is', null), where('t.expires_at', '>', now)]))
    .where('u.disabled_at', 'is', null)
    .executeTakeFirst();

export async function insertSession(db: Database, session: LoginSessionRow): Promise<void> {
  await db.insertInto('login_sessions').values(session).execute();
}

export async function extendSession(
  db: Database,
  idHash: string,
  { expiresAt, seenAt }: { expiresAt: number; seenAt: number },
): Promise<void> {
  await db
    .updateTable('login_sessions')
    .set({ expires_at: expiresAt, seen_at: seenAt })
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

/** Newest first, those that still hold. */
export const listSessions = (db: Database, userId: string, now: number): Promise<LoginSessionRow[]> =>
  db
    .selectFrom('login_sessions')
    .selectAll()
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .execute();

/** One's own session by its name. Whether there was one. */
export async function deleteSessionById(db: Database, userId: string, id: string): Promise<boolean> {
  const gone = await db
    .deleteFrom('login_sessions')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

/** `exceptHash`: the session that stays. */
export async function deleteSessionsOf(db: Database, userId: string, exceptHash?: string): Promise<void> {
  const all = db.deleteFrom('login_sessions').where('user_id', '=', userId);
  await (exceptHash === undefined ? all : all.where('id_hash', '!=', exceptHash)).execute();
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
    .select(['id', 'user_id', 'name', 'created_at', 'expires_at', 'most_role', 'project_id'])
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .execute();

export async function countTokens(db: Database, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom('tokens')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return count;
}

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
