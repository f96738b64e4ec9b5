import { sql } from 'kysely';
import type { Database } from './database.ts';
import { standingOfAssignee } from './submissionStore.ts';

/** What reviewers gave back and nobody has submitted again, layers too. */
export const readReturned = (
  db: Database,
  projectId: string,
): Promise<{ returned: number; returnedAt: number | null }> =>
  db
    .selectFrom('images as p')
    .innerJoin('submissions as s', 's.image_id', 'p.id')
    .select((eb) => [
      eb.fn.countAll<number>().as('returned'),
      eb.fn.min<number | null>('s.returned_at').as('returnedAt'),
    ])
    .where('p.project_id', '=', projectId)
    .where('p.twin_ended_at', 'is', null)
    .where('s.returned_at', 'is not', null)
    .executeTakeFirstOrThrow();

export interface OpenJobs {
  readonly openJobs: number;
  readonly oldestJobAt: number | null;
  readonly lateJobs: number;
  readonly lateSince: number | null;
}

/** Jobs with a picture that was neither submitted nor skipped by whoever has the job. */
export const readOpenJobs = (db: Database, projectId: string, now: number): Promise<OpenJobs> =>
  db
    .selectFrom('standing_jobs as j')
    .select([
      sql<number>`count(*)`.as('openJobs'),
      sql<number | null>`min(j.created_at)`.as('oldestJobAt'),
      sql<number>`count(case when j.due_at < ${now} then 1 end)`.as('lateJobs'),
      sql<number | null>`min(case when j.due_at < ${now} then j.due_at end)`.as('lateSince'),
    ])
    .where('j.project_id', '=', projectId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('job_images as i')
          .leftJoin('submissions as s', (on) => on.on(standingOfAssignee))
          .select('i.image_id')
          .whereRef('i.job_id', '=', 'j.id')
          .where('i.skipped_at', 'is', null)
          .where('s.user_id', 'is', null),
      ),
    )
    .executeTakeFirstOrThrow();
