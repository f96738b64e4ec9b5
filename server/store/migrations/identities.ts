import { type Kysely, type Migration, sql } from 'kysely';

/** Who somebody is to an identity provider. */
const statement = `create table identities (
    issuer text not null,
    subject text not null,
    user_id text not null references users(id) on delete cascade,
    created_at integer not null,
    primary key (issuer, subject)
  ) strict, without rowid`;

export const identities: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statement).execute(db);
  },
};
