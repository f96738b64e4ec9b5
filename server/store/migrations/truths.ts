import { type Kysely, type Migration, sql } from 'kysely';

/** Pictures whose accepted objects are the truth, and how well people found it again on twins of them. */
const statements = [
  `create table truths (
    image_id text primary key references images(id) on delete cascade,
    marked_by text not null references users(id),
    marked_at integer not null
  ) strict, without rowid`,
  `create table honeypot_scores (
    image_id text primary key references images(id) on delete cascade,
    user_id text not null references users(id),
    submitted_at integer not null,
    matched integer not null,
    missed integer not null,
    added integer not null,
    same_label integer not null,
    iou real not null,
    boundary real not null
  ) strict, without rowid`,
];

export const truths: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
