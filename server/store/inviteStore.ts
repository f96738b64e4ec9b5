import type { Database } from './database.ts';
import type { InviteRow } from './tables.ts';

export async function insertInvite(db: Database, invite: InviteRow): Promise<void> {
  await db.insertInto('invites').values(invite).execute();
}

/** Only one that still opens: unused and not expired. */
export const findOpenInvite = (
  db: Database,
  tokenHash: string,
  now: number,
): Promise<InviteRow | undefined> =>
  db
    .selectFrom('invites')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
    .executeTakeFirst();

/** False when somebody else used it first. */
export async function useInvite(db: Database, tokenHash: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('invites')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Once a person has a password, no other link may set another. */
export async function closeInvitesOf(db: Database, userId: string, now: number): Promise<void> {
  await db
    .updateTable('invites')
    .set({ used_at: now })
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .execute();
}

/** First-login links name no user; a new one replaces those before it. */
export async function deleteFirstLogins(db: Database): Promise<void> {
  await db.deleteFrom('invites').where('user_id', 'is', null).where('used_at', 'is', null).execute();
}
