import { type Kysely, type Migration, sql } from 'kysely';

/**
 * A number for each job of a project, given once: jobs made in one go have one moment, and names are made of it. A job that
 * was taken away stays, to be brought back; `standing_jobs` are the others.
 */
const statements = [
  'alter table jobs add column number integer not null default 0',
  'alter table jobs add column removed_at integer',
  `update jobs set number = ranked.n from (
    select id, row_number() over (partition by project_id order by created_at, length(name), name, id) as n from jobs
  ) as ranked where ranked.id = jobs.id`,
  'create index jobs_number on jobs(project_id, number)',
  'create view standing_jobs as select * from jobs where removed_at is null',
];

export const jobNumbers: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
