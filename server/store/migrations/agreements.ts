import { type Kysely, type Migration, sql } from 'kysely';

/** How far people agreed on objects that merges made; those of older merges are not in it. */
const statements = [
  `create table agreements (
    image_id text not null references images(id) on delete cascade,
    instance_id text not null,
    agreement real not null,
    primary key (image_id, instance_id)
  ) strict, without rowid`,
];

export const agreements: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
