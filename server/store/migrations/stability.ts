import { type Kysely, type Migration, sql } from 'kysely';

export const stability: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw('alter table instances add column stability_score real').execute(db);
  },
};
