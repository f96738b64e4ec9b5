import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  `create table image_tags (
    image_id text not null references images(id) on delete cascade,
    tag_key text not null,
    tag text not null,
    user_id text not null references users(id),
    at integer not null,
    primary key (image_id, tag_key)
  ) strict, without rowid`,
];

export const tags: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
