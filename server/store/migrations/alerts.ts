import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  `create table alert_rules (
    project_id text primary key references projects(id) on delete cascade,
    rules text not null
  ) strict, without rowid`,
  `create table alerts (
    id text primary key,
    project_id text not null references projects(id) on delete cascade,
    kind text not null,
    value real not null,
    threshold real not null,
    began_at integer not null,
    ended_at integer
  ) strict`,
  'create index alerts_project on alerts(project_id, began_at)',
  `create table webhooks (
    project_id text primary key references projects(id) on delete cascade,
    url text not null,
    secret text not null,
    created_at integer not null,
    created_by text not null references users(id)
  ) strict, without rowid`,
  `create table webhook_deliveries (
    id integer primary key autoincrement,
    project_id text not null references projects(id) on delete cascade,
    at integer not null,
    event text not null,
    body text not null,
    status text not null,
    attempts integer not null,
    answer integer,
    problem text,
    next_at integer
  ) strict`,
  'create index webhook_deliveries_project on webhook_deliveries(project_id, id)',
  'create index webhook_deliveries_due on webhook_deliveries(next_at) where next_at is not null',
];

export const alerts: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
