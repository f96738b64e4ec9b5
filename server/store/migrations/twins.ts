import { type Kysely, type Migration, sql } from 'kysely';

/**
 * A twin is an image of its own with the picture of another one, for one person. `pictures` is what everybody in a
 * project shares. A twin's `sha256` has its own id behind it, so that content stays unique within a project.
 */
const statements = [
  'alter table images add column twin_of text references images(id) on delete cascade',
  'alter table images add column twin_for text references users(id)',
  'alter table images add column twin_kind text',
  'alter table images add column twin_ended_at integer',
  'create unique index images_twin on images(twin_of, twin_kind, twin_for) where twin_ended_at is null',
  'create index images_twin_for on images(twin_for) where twin_for is not null',
  'create view pictures as select * from images where twin_of is null',
  `create table merges (
    id text primary key,
    image_id text not null references images(id) on delete cascade,
    at integer not null,
    merged_by text not null references users(id),
    undone_at integer,
    instances text not null
  ) strict`,
  'create unique index merges_standing on merges(image_id) where undone_at is null',
];

export const twins: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
