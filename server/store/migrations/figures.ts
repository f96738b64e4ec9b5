import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  `alter table projects add column reject_reasons text not null default '[]'`,
  `alter table projects add column figures_for text not null default 'leads'`,
  `create table activity (
    project_id text not null references projects(id) on delete cascade,
    user_id text not null references users(id),
    hour integer not null,
    active_ms integer not null,
    prompts integer not null,
    primary key (project_id, hour, user_id)
  ) strict, without rowid`,
  'create index instance_history_at on instance_history(at)',
];

export const figures: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
