import { sql } from 'kysely';
import type { Database } from './database.ts';

export interface DatabaseHealth {
  readonly journalMode: string;
  /** 2 is FULL: every commit is on the disk before it is acknowledged. */
  readonly synchronous: number;
  readonly foreignKeys: boolean;
}

/** Asks the open database how it runs; throws when it does not answer. */
export async function databaseHealth(db: Database): Promise<DatabaseHealth> {
  const journal = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(db);
  const synchronous = await sql<{ synchronous: number }>`pragma synchronous`.execute(db);
  const foreignKeys = await sql<{ foreign_keys: number }>`pragma foreign_keys`.execute(db);
  return {
    journalMode: journal.rows[0].journal_mode,
    synchronous: synchronous.rows[0].synchronous,
    foreignKeys: foreignKeys.rows[0].foreign_keys === 1,
  };
}
