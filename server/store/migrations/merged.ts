import { type Kysely, type Migration, sql } from 'kysely';

/** Objects of merges before there was a figure of agreement are noted too, with none: they are nobody's drawing either. */
const statements = [
  `create table noted_agreements (
    image_id text not null references images(id) on delete cascade,
    instance_id text not null,
    agreement real,
    primary key (image_id, instance_id)
  ) strict, without rowid`,
  'insert into noted_agreements select image_id, instance_id, agreement from agreements',
  `insert or ignore into noted_agreements
    select m.image_id, json_extract(i.value, '$.id'), null from merges as m, json_each(m.instances) as i`,
  'drop table agreements',
  'alter table noted_agreements rename to agreements',
];

export const merged: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
