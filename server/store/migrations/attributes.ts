import { type Kysely, type Migration, sql } from 'kysely';

/** What labels ask of their objects and what objects answer (JSON), which belong together, and which lies on top. */
const statements = [
  "alter table labels add column attributes text not null default '[]'",
  "alter table instances add column attributes text not null default '{}'",
  'alter table instances add column group_id text',
  'alter table instances add column draw_order real not null default 0',
  "alter table instance_history add column attributes text not null default '{}'",
];

export const attributes: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
