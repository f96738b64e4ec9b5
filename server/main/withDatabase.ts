import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createAccounts } from '../account/accounts.ts';
import type { Settings } from '../config/settings.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { exitCodes, Failed } from './exit.ts';

/** For commands on the data folder itself, beside a running server or without one. */
export async function withDatabase<T>(
  settings: Settings,
  use: (db: Database, accounts: ReturnType<typeof createAccounts>) => Promise<T>,
): Promise<T> {
  const file = join(settings.dataFolder, 'maskroom.sqlite');
  if (!existsSync(file))
    throw new Failed(
      exitCodes.failed,
      `There is no database at ${file}; start the server once, or name its folder with --data.`,
    );
  const db = await openDatabase(file);
  try {
    return await use(db, createAccounts(db));
  } finally {
    await db.destroy();
  }
}
