import { type Kysely, type Migration, sql } from 'kysely';

/** Of a grey picture with 16 bits: its extremes and automatic window (JSON); null: 8 bits say all. */
const statements = ['alter table images add column value_range text'];

export const depths: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
