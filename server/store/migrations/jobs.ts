import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  `create table jobs (
    id text primary key,
    project_id text not null references projects(id) on delete cascade,
    name text not null,
    assignee_id text references users(id),
    created_at integer not null,
    created_by text not null references users(id),
    due_at integer,
    handed_back_by text references users(id),
    handed_back_reason text
  ) strict`,
  'create index jobs_project on jobs(project_id, created_at)',
  'create index jobs_assignee on jobs(assignee_id)',
  `create table job_images (
    job_id text not null references jobs(id) on delete cascade,
    image_id text not null references images(id) on delete cascade,
    position integer not null,
    skipped_at integer,
    skip_reason text,
    primary key (job_id, image_id)
  ) strict, without rowid`,
  'create index job_images_image on job_images(image_id)',
  `create table submissions (
    image_id text not null references images(id) on delete cascade,
    user_id text not null references users(id),
    at integer not null,
    returned_at integer,
    returned_by text references users(id),
    return_reason text,
    primary key (image_id, user_id)
  ) strict, without rowid`,
  'create index submissions_user on submissions(user_id)',
  "create index instances_rejected on instances(created_by, image_id) where decision = 'rejected'",
];

export const jobs: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
