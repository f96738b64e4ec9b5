import { type Kysely, type Migration, sql } from 'kysely';

/** Statements and not a schema builder: this is what is on people's disks, so it is written out. */
const statements = [
  `create table users (
    id text primary key,
    email text unique,
    name text not null,
    password_hash text,
    is_admin integer not null default 0,
    created_at integer not null,
    disabled_at integer
  ) strict`,
  `create table login_sessions (
    id_hash text primary key,
    user_id text not null references users(id) on delete cascade,
    created_at integer not null,
    expires_at integer not null
  ) strict`,
  'create index login_sessions_user on login_sessions(user_id)',
  `create table tokens (
    id text primary key,
    token_hash text not null unique,
    user_id text not null references users(id) on delete cascade,
    name text not null,
    created_at integer not null,
    expires_at integer
  ) strict`,
  `create table projects (
    id text primary key,
    name text not null,
    created_at integer not null,
    created_by text not null references users(id)
  ) strict`,
  `create table invites (
    token_hash text primary key,
    user_id text references users(id) on delete cascade,
    project_id text references projects(id) on delete cascade,
    role text not null,
    created_at integer not null,
    expires_at integer,
    used_at integer
  ) strict`,
  `create table labels (
    id text primary key,
    project_id text not null references projects(id) on delete cascade,
    name text not null collate nocase,
    color text not null,
    position integer not null,
    unique (project_id, name)
  ) strict`,
  `create table members (
    project_id text not null references projects(id) on delete cascade,
    user_id text not null references users(id) on delete cascade,
    role text not null,
    primary key (project_id, user_id)
  ) strict, without rowid`,
  'create index members_user on members(user_id)',
  `create table images (
    id text primary key,
    project_id text not null references projects(id) on delete cascade,
    file_name text not null,
    sha256 text not null,
    width integer not null,
    height integer not null,
    format text not null,
    bytes integer not null,
    position integer not null,
    created_at integer not null,
    created_by text not null references users(id),
    unique (project_id, sha256)
  ) strict`,
  'create index images_order on images(project_id, position)',
  `create table document_updates (
    seq integer primary key autoincrement,
    image_id text not null references images(id) on delete cascade,
    user_id text references users(id),
    at integer not null,
    bytes blob not null
  ) strict`,
  'create index document_updates_image on document_updates(image_id, seq)',
  `create table document_snapshots (
    image_id text primary key references images(id) on delete cascade,
    upto_seq integer not null,
    bytes blob not null,
    at integer not null
  ) strict`,
  `create table document_clients (
    image_id text not null references images(id) on delete cascade,
    client_id integer not null,
    user_id text not null references users(id),
    primary key (image_id, client_id)
  ) strict, without rowid`,
  `create table instances (
    image_id text not null references images(id) on delete cascade,
    id text not null,
    label_id text not null,
    created_by text not null,
    source text not null,
    predicted_iou real,
    area real not null,
    xmin real not null,
    ymin real not null,
    xmax real not null,
    ymax real not null,
    decision text not null default 'none',
    decided_by text,
    decided_at integer,
    reason text,
    geometry blob not null,
    geometry_hash text not null,
    primary key (image_id, id)
  ) strict`,
  'create index instances_counts on instances(image_id, decision)',
  'create index instances_decision on instances(decision, predicted_iou)',
];

export const foundation: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
