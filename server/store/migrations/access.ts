import { type Kysely, type Migration, sql } from 'kysely';

/** Sessions that can be told apart, tokens that may less than their holder, and a record of who got access when. */
const statements = [
  'alter table login_sessions add column id text',
  'alter table login_sessions add column seen_at integer',
  'alter table login_sessions add column address text',
  'alter table login_sessions add column device text',
  'update login_sessions set id = lower(hex(randomblob(16)))',
  'create unique index login_sessions_id on login_sessions(id)',
  'alter table tokens add column most_role text',
  'alter table tokens add column project_id text references projects(id) on delete cascade',
  'alter table invites add column resets_password integer not null default 0',
  // No references: the record outlives what it tells of.
  `create table audit (
    seq integer primary key autoincrement,
    at integer not null,
    actor_id text not null,
    action text not null,
    project_id text,
    subject_id text,
    details text not null
  ) strict`,
  'create index audit_project on audit(project_id, seq)',
];

export const access: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
