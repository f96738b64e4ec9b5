import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  `create table comments (
    id text primary key,
    image_id text not null references images(id) on delete cascade,
    thread_id text references comments(id) on delete cascade,
    instance_id text,
    x real,
    y real,
    user_id text not null references users(id),
    at integer not null,
    edited_at integer,
    text text not null,
    resolved_at integer,
    resolved_by text references users(id)
  ) strict`,
  'create index comments_image on comments(image_id, at)',
  'create index comments_thread on comments(thread_id)',
  `create table comment_mentions (
    comment_id text not null references comments(id) on delete cascade,
    user_id text not null references users(id) on delete cascade,
    primary key (comment_id, user_id)
  ) strict, without rowid`,
  'create index comment_mentions_user on comment_mentions(user_id)',
  `create table comment_reads (
    image_id text not null references images(id) on delete cascade,
    user_id text not null references users(id) on delete cascade,
    seen_at integer not null,
    primary key (image_id, user_id)
  ) strict, without rowid`,
];

export const comments: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
