import { sql } from 'kysely';
import type { Database } from './database.ts';
import { standingOfAssignee } from './submissionStore.ts';
import { seenBy } from './twinStore.ts';

/** Places in jobs of the project whose image was neither skipped nor submitted by whoever has the job. */
const openPlaces = (db: Database, projectId: string) =>
  db
    .selectFrom('standing_jobs as j')
    .innerJoin('job_images as i', 'i.job_id', 'j.id')
    .leftJoin('submissions as s', (on) => on.on(standingOfAssignee))
    .where('j.project_id', '=', projectId)
    .where('i.skipped_at', 'is', null)
    .where('s.user_id', 'is', null);

/** An image in a job of somebody, and where in the job it stands. */
export interface JobPlace {
  readonly image_id: string;
  readonly file_name: string;
  readonly job_id: string;
  readonly job_name: string;
  readonly due_at: number | null;
  /** From 1. */
  readonly place: number;
  readonly images: number;
  /** 1: neither skipped nor submitted. */
  readonly is_open: number;
}

/**
 * What is left of this person's jobs: what is due first, then the older job, in the job's order; and where `also` these
 * images stand in them, done or not.
 */
export const listPlaces = (
  db: Database,
  { projectId, userId }: { projectId: string; userId: string },
  also: readonly string[],
  limit: number,
): Promise<JobPlace[]> =>
  db
    .selectFrom(
      db
        .selectFrom('standing_jobs as j')
        .innerJoin('job_images as i', 'i.job_id', 'j.id')
        .innerJoin('images as p', 'p.id', 'i.image_id')
        .leftJoin('submissions as s', (on) => on.on(standingOfAssignee))
        .select(['p.id as image_id', 'p.file_name', 'j.id as job_id', 'j.name as job_name', 'j.due_at'])
        .select([
          'j.number',
          sql<number>`row_number() over (partition by j.id order by i.position)`.as('place'),
          sql<number>`count(*) over (partition by j.id)`.as('images'),
          sql<number>`i.skipped_at is null and s.user_id is null`.as('is_open'),
        ])
        .where('j.project_id', '=', projectId)
        .where('j.assignee_id', '=', userId)
        .where(seenBy(userId))
        .as('w'),
    )
    .selectAll()
    .where((eb) => eb.or([eb('is_open', '=', 1), ...(also.length > 0 ? [eb('image_id', 'in', also)] : [])]))
    .orderBy('due_at', (order) => order.asc().nullsLast())
    .orderBy('number')
    .orderBy('place')
    .limit(limit)
    .execute();

export async function hasJob(db: Database, projectId: string, userId: string): Promise<boolean> {
  const job = await db
    .selectFrom('standing_jobs')
    .select('id')
    .where('project_id', '=', projectId)
    .where('assignee_id', '=', userId)
    .executeTakeFirst();
  return job !== undefined;
}

/** How much each person still has to do, and how much of what they made was found good. */
export interface Load {
  readonly userId: string;
  readonly openImages: number;
  readonly accepted: number;
  readonly decided: number;
}

export async function listLoads(
  db: Database,
  projectId: string,
  userIds: readonly string[],
): Promise<Load[]> {
  const open = await openPlaces(db, projectId)
    .select(['j.assignee_id', sql<number>`count(*)`.as('images')])
    .where('j.assignee_id', 'in', userIds)
    .groupBy('j.assignee_id')
    .execute();
  const judged = await db
    .selectFrom('images as p')
    .innerJoin('instances as i', 'i.image_id', 'p.id')
    .select('i.created_by')
    .select([
      sql<number>`sum(i.decision = 'accepted')`.as('accepted'),
      sql<number>`sum(i.decision != 'none')`.as('decided'),
    ])
    .where('p.project_id', '=', projectId)
    .where('i.created_by', 'in', userIds)
    .groupBy('i.created_by')
    .execute();
  return userIds.map((userId) => {
    const work = judged.find(({ created_by }) => created_by === userId);
    return {
      userId,
      openImages: open.find(({ assignee_id }) => assignee_id === userId)?.images ?? 0,
      accepted: work?.accepted ?? 0,
      decided: work?.decided ?? 0,
    };
  });
}
