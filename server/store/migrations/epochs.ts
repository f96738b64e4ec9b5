import { type Kysely, type Migration, sql } from 'kysely';

/** How often a document was made anew, and which client ids are of before that. */
const statements = [
  'alter table document_snapshots add column epoch integer not null default 0',
  'alter table document_clients add column spent integer not null default 0',
];

export const epochs: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
