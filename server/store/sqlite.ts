import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';

/** More distinct statements than the product has; past it the cache starts over. */
const MAX_STATEMENTS = 500;

/**
 * Kysely's SQLite dialect over an embedded database. Write-ahead log, and each commit is synced to the disk
 * (FULL): what was acknowledged survives a power cut, not only a killed process.
 */
export function sqliteDialect(file: string): SqliteDialect {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  database.exec(`
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma foreign_keys = on;
    pragma temp_store = memory;
    pragma wal_autocheckpoint = 2000;
  `);
  return new SqliteDialect({ database: adapt(database) });
}

function adapt(database: DatabaseSyncInstance): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => {
      statements.clear();
      // The file alone is then the whole database: whoever copies it after a stop has everything.
      database.exec('pragma wal_checkpoint(truncate)');
      database.close();
    },
    prepare: (sql) => {
      const known = statements.get(sql);
      if (known) return known;
      const statement = prepare(database, sql);
      if (statements.size >= MAX_STATEMENTS) statements.clear();
      statements.set(sql, statement);
      return statement;
    },
  };
}

function prepare(database: DatabaseSyncInstance, sql: string): SqliteStatement {
  // A transaction that reads first and writes later would fail at once when another process wrote between;
  // taking the write lock at the start waits for its turn instead.
  const text = sql === 'begin' ? 'begin immediate' : sql;
  const statement = database.prepare(text);
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters),
    run: (parameters) => statement.run(...parameters),
    // A cursor has its own statement: the cached one may run again while the cursor is still open.
    iterate: (parameters) => database.prepare(text).iterate(...parameters),
  };
}
