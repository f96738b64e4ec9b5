import { type Kysely, type Migration, sql } from 'kysely';

/** Figures of a project read its own entries of the history, however much was done in others. */
const statements = [
  'alter table instance_history add column project_id text',
  'update instance_history set project_id = (select project_id from images where images.id = image_id)',
  'drop index instance_history_kind',
  'create index instance_history_done on instance_history(project_id, kind, at)',
];

export const doneInProject: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
