import type { Database } from './database.ts';
import type { UserRow } from './tables.ts';

export const findUser = (db: Database, id: string): Promise<UserRow | undefined> =>
  db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();

/** `email` in lower case. */
export const findUserByEmail = (db: Database, email: string): Promise<UserRow | undefined> =>
  db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirst();

export async function insertUser(db: Database, user: UserRow): Promise<void> {
  await db.insertInto('users').values(user).execute();
}

/** For users with a fixed id: what is there stays as it is. */
export async function insertUserOnce(db: Database, user: UserRow): Promise<void> {
  await db
    .insertInto('users')
    .values(user)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

export async function updateUser(
  db: Database,
  id: string,
  change: Partial<Pick<UserRow, 'name' | 'password_hash' | 'disabled_at'>>,
): Promise<void> {
  await db.updateTable('users').set(change).where('id', '=', id).execute();
}

/** Those who sign in; the server's own users have no email. */
export async function countPeople(db: Database): Promise<number> {
  const { people } = await db
    .selectFrom('users')
    .select(({ fn }) => fn.countAll<number>().as('people'))
    .where('email', 'is not', null)
    .executeTakeFirstOrThrow();
  return people;
}

/** Those who sign in, closed accounts included, by name. */
export const listPeople = (db: Database): Promise<UserRow[]> =>
  db.selectFrom('users').selectAll().where('email', 'is not', null).orderBy('name').execute();

/** Of those there are, closed accounts included. */
export const namesOf = async (
  db: Database,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> =>
  ids.length === 0
    ? []
    : db.selectFrom('users').select(['id', 'name']).where('id', 'in', ids).orderBy('name').execute();

/** Admins who can sign in. */
export async function countAdmins(db: Database): Promise<number> {
  const { admins } = await db
    .selectFrom('users')
    .select(({ fn }) => fn.countAll<number>().as('admins'))
    .where('is_admin', '=', 1)
    .where('password_hash', 'is not', null)
    .where('disabled_at', 'is', null)
    .executeTakeFirstOrThrow();
  return admins;
}

/** Whether somebody can sign in who may do everything. */
export const hasAdmin = async (db: Database): Promise<boolean> => (await countAdmins(db)) > 0;
