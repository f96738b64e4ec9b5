import { sql } from 'kysely';
import type { Database } from './database.ts';
import { standingOfAssignee } from './submissionStore.ts';
import { seenBy } from './twinStore.ts';

/** An image that came back to whoever submitted it, longest waiting first. */
export const listReturned = (db: Database, projectId: string, userId: string) =>
  db
    .selectFrom('submissions as s')
    .innerJoin('images as p', 'p.id', 's.image_id')
    .leftJoin('users as u', 'u.id', 's.returned_by')
    .select(['p.id as image_id', 'p.file_name', 's.return_reason as reason', 'u.name as by_name'])
    .where('p.project_id', '=', projectId)
    .where('s.user_id', '=', userId)
    .where('s.returned_at', 'is not', null)
    .where(seenBy(userId))
    .orderBy('s.returned_at')
    .execute();

/** Images with rejected objects of this person, longest waiting first; the reason is that of the last rejection. */
export const listRejected = (db: Database, projectId: string, userId: string) =>
  db
    .selectFrom('instances as i')
    .innerJoin('images as p', 'p.id', 'i.image_id')
    .leftJoin('users as u', 'u.id', 'i.decided_by')
    .select(['p.id as image_id', 'p.file_name', 'i.reason', 'u.name as by_name'])
    // A bare column beside max() is of the row that has the maximum.
    .select([sql<number>`max(i.decided_at)`.as('last'), sql<number>`count(*)`.as('rejected')])
    .where('p.project_id', '=', projectId)
    .where('i.created_by', '=', userId)
    .where('i.decision', '=', 'rejected')
    .where(seenBy(userId))
    .groupBy('p.id')
    .orderBy('last')
    .execute();

/** Places in jobs of the project whose image was neither skipped nor submitted by whoever has the job. */
const openPlaces = (db: Database, projectId: string) =>
  db
    .selectFrom('jobs as j')
    .innerJoin('job_images as i', 'i.job_id', 'j.id')
    .leftJoin('submissions as s', (on) => on.on(standingOfAssignee))
    .where('j.project_id', '=', projectId)
    .where('i.skipped_at', 'is', null)
    .where('s.user_id', 'is', null);

/** What is left of this person's jobs: what is due first, then the older job, in the job's order. */
export const listAssigned = (db: Database, projectId: string, userId: string, limit: number) =>
  openPlaces(db, projectId)
    .innerJoin('images as p', 'p.id', 'i.image_id')
    .select(['p.id as image_id', 'p.file_name', 'j.id as job_id', 'j.due_at'])
    .where('j.assignee_id', '=', userId)
    .where(seenBy(userId))
    .orderBy('j.due_at', (order) => order.asc().nullsLast())
    .orderBy('j.created_at')
    .orderBy('j.name')
    .orderBy('i.position')
    .limit(limit)
    .execute();

export async function hasJob(db: Database, projectId: string, userId: string): Promise<boolean> {
  const job = await db
    .selectFrom('jobs')
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
