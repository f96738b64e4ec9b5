import { type Kysely, type Migration, sql } from 'kysely';

/**
 * What happened to each instance, entry by entry; written in the transaction of the document's log. The geometry is
 * there where it changed. What was drawn before is taken for added by its author at the moment of the migration.
 */
const statements = [
  `create table instance_history (
    seq integer primary key autoincrement,
    image_id text not null references images(id) on delete cascade,
    instance_id text not null,
    at integer not null,
    user_id text,
    kind text not null,
    label_id text not null,
    created_by text not null,
    source text not null,
    predicted_iou real,
    decision text not null,
    reason text,
    geometry blob
  ) strict`,
  'create index instance_history_image on instance_history(image_id, instance_id, seq)',
  'create index instance_history_time on instance_history(image_id, seq)',
  `insert into instance_history
    (image_id, instance_id, at, user_id, kind, label_id, created_by, source, predicted_iou, decision, reason, geometry)
    select image_id, id, unixepoch() * 1000, created_by, 'added', label_id, created_by, source, predicted_iou,
      decision, reason, geometry from instances`,
];

export const history: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
