import { sql } from 'kysely';
import type { Database } from './database.ts';
import { hasOpenTwin } from './twinStore.ts';

/** A job is taken away: what nobody submitted of its twins is asked of nobody any more. */
export async function removeJob(db: Database, jobId: string, at: number): Promise<void> {
  await db
    .updateTable('images')
    .set({ twin_ended_at: at })
    .where('twin_of', 'is not', null)
    .where('twin_ended_at', 'is', null)
    .where('id', 'in', db.selectFrom('job_images').select('image_id').where('job_id', '=', jobId))
    .where('id', 'not in', db.selectFrom('submissions').select('image_id'))
    .execute();
  await db.updateTable('jobs').set({ removed_at: at }).where('id', '=', jobId).execute();
}

/**
 * Brings it back, with the twins that ended with it; one whose person has another of the same picture by now, or whose
 * picture was merged since, leaves the job.
 */
export async function restoreJob(db: Database, jobId: string, removedAt: number): Promise<void> {
  await db.updateTable('jobs').set({ removed_at: null }).where('id', '=', jobId).execute();
  const twins = await db
    .selectFrom('images as t')
    .innerJoin('job_images as i', 'i.image_id', 't.id')
    .leftJoin('merges as m', (on) => on.onRef('m.image_id', '=', 't.twin_of').on('m.undone_at', 'is', null))
    .select(['t.id', 't.twin_of', 't.twin_for', 'm.id as merge'])
    .where('i.job_id', '=', jobId)
    .where('t.twin_ended_at', '=', removedAt)
    .execute();
  for (const { id, merge, twin_for, twin_of } of twins) {
    const isTaken = twin_of !== null && twin_for !== null && (await hasOpenTwin(db, twin_of, twin_for));
    if (merge === null && !isTaken)
      await db.updateTable('images').set({ twin_ended_at: null }).where('id', '=', id).execute();
    else await db.deleteFrom('job_images').where('job_id', '=', jobId).where('image_id', '=', id).execute();
  }
}

/** What was drawn on twins of a job and not submitted: it ends, or ended, with the job. */
export interface Drawn {
  readonly pictures: number;
  readonly objects: number;
}

/** By job, of every job of the project that has any, or of the one that is named. */
export async function listDrawn(
  db: Database,
  projectId: string,
  jobId?: string,
): Promise<Map<string, Drawn>> {
  const rows = await db
    .selectFrom('images as t')
    .innerJoin('job_images as i', 'i.image_id', 't.id')
    .innerJoin('jobs as j', 'j.id', 'i.job_id')
    .innerJoin('instances as o', 'o.image_id', 't.id')
    .leftJoin('submissions as s', 's.image_id', 't.id')
    .select('j.id')
    .select([sql<number>`count(distinct t.id)`.as('pictures'), sql<number>`count(*)`.as('objects')])
    .where('t.project_id', '=', projectId)
    .where('t.twin_of', 'is not', null)
    .where((eb) =>
      eb.or([eb('t.twin_ended_at', 'is', null), eb('t.twin_ended_at', '=', eb.ref('j.removed_at'))]),
    )
    .where('s.user_id', 'is', null)
    .$if(jobId !== undefined, (rows) => rows.where('j.id', '=', jobId ?? ''))
    .groupBy('j.id')
    .execute();
  return new Map(rows.map(({ id, objects, pictures }) => [id, { objects, pictures }]));
}
