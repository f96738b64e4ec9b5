import { type AccountOptions, createAccounts } from '@maskroom/server/account/accounts.ts';
import { openDatabase } from '@maskroom/server/store/database.ts';
import { insertProject } from '@maskroom/server/store/projectStore.ts';
import { onTestFinished } from 'vitest';

/** A database in memory with one admin and one empty project `p`; gone when the test ends. */
export async function createProjectFixture(options: AccountOptions = {}) {
  const db = await openDatabase(':memory:');
  onTestFinished(() => db.destroy());
  const accounts = createAccounts(db, { adminToken: 'an-admin-token', ...options });
  const actor = await accounts.authenticate({ address: 'a', bearer: 'an-admin-token' });
  if (!actor) throw new Error('the admin token does not hold');
  await insertProject(db, { id: 'p', name: 'P', created_at: 1, created_by: actor.userId });
  return { db, accounts, actor };
}
