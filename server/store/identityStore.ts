import type { Database } from './database.ts';
import type { IdentityRow, UserRow } from './tables.ts';

export const findUserByIdentity = (
  db: Database,
  issuer: string,
  subject: string,
): Promise<UserRow | undefined> =>
  db
    .selectFrom('identities as i')
    .innerJoin('users as u', 'u.id', 'i.user_id')
    .selectAll('u')
    .where('i.issuer', '=', issuer)
    .where('i.subject', '=', subject)
    .executeTakeFirst();

export async function insertIdentity(db: Database, identity: IdentityRow): Promise<void> {
  await db.insertInto('identities').values(identity).execute();
}
