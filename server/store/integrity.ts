import { sql } from 'kysely';
import type { Database } from './database.ts';

/** What is damaged in the file, a line each; nothing when it is whole. Reads all of it. */
export async function databaseFaults(db: Database): Promise<string[]> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
  return rows.map(({ integrity_check }) => integrity_check).filter((line) => line !== 'ok');
}
