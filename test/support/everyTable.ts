import { DatabaseSync } from '@photostructure/sqlite';
import { onTestFinished } from 'vitest';

type Rows = Readonly<Record<string, string>>;

/** The database as a second program sees it, and one that can make it fail. */
export function openBeside(file: string) {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  onTestFinished(() => database.close());
  const tables = database
    .prepare(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like 'kysely%'",
    )
    .all()
    .map((row: { name?: unknown }) => String(row.name));
  return {
    /** Every row of every table. */
    rows: (): Rows =>
      Object.fromEntries(
        tables.map((name) => [name, JSON.stringify(database.prepare(`select * from ${name}`).all())]),
      ),

    /** Every write to the table fails while `work` runs, as on a full disk. */
    async whileBroken<T>(table: string, work: () => Promise<T>): Promise<T> {
      const writes = ['insert', 'update', 'delete'];
      for (const write of writes)
        database.exec(
          `create trigger broken_${write} before ${write} on ${table} begin select raise(abort, 'broken'); end`,
        );
      try {
        return await work();
      } finally {
        for (const write of writes) database.exec(`drop trigger broken_${write}`);
      }
    },
  };
}

export const changedTables = (before: Rows, after: Rows): string[] =>
  Object.keys(after).filter((name) => before[name] !== after[name]);
