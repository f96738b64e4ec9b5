import { type Kysely, type Migration, sql } from 'kysely';

/**
 * Figures count some kinds of entries of a stretch of time. The usual reasons to reject, in whose place an empty list stood,
 * are the project's own now.
 */
const statements = [
  'drop index instance_history_at',
  'create index instance_history_kind on instance_history(kind, at)',
  `update projects
    set reject_reasons = '["Wrong label","Loose outline","Part is missing","Not an object"]'
    where reject_reasons = '[]'`,
];

export const counting: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
