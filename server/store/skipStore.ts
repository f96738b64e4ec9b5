import { addTo } from '@maskroom/shared/base/groups';
import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Of each job, newest first. */
const MOST_LISTED = 100;

/** False when the job has no such image. Null takes a skip back. */
export async function skipImage(
  db: Database,
  { imageId, jobId }: { jobId: string; imageId: string },
  skip: { at: number; reason: string } | null,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('job_images')
    .set({ skipped_at: skip?.at ?? null, skip_reason: skip?.reason ?? null })
    .where('job_id', '=', jobId)
    .where('image_id', '=', imageId)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Takes back what this person passed over of the image, in whichever of their jobs. */
export async function unskip(db: Database, imageId: string, userId: string): Promise<void> {
  await db
    .updateTable('job_images')
    .set({ skipped_at: null, skip_reason: null })
    .where('image_id', '=', imageId)
    .where('job_id', 'in', db.selectFrom('jobs').select('id').where('assignee_id', '=', userId))
    .execute();
}

/** What one person passed over, another may know. */
export async function forgetSkips(db: Database, jobId: string): Promise<void> {
  await db
    .updateTable('job_images')
    .set({ skipped_at: null, skip_reason: null })
    .where('job_id', '=', jobId)
    .execute();
}

/** An image that whoever has the job passed over, and why. */
export interface Skip {
  readonly imageId: string;
  readonly fileName: string;
  readonly reason: string;
}

/** By job, of every job of the project or the one that is named, the last first. */
export async function listSkips(
  db: Database,
  projectId: string,
  jobId?: string,
): Promise<Map<string, Skip[]>> {
  const rows = await db
    .selectFrom(
      db
        .selectFrom('jobs as j')
        .innerJoin('job_images as i', 'i.job_id', 'j.id')
        .innerJoin('images as p', 'p.id', 'i.image_id')
        .select(['j.id as jobId', 'p.id as imageId', 'p.file_name as fileName', 'i.skip_reason as reason'])
        .select('i.skipped_at')
        .select(sql<number>`row_number() over (partition by j.id order by i.skipped_at desc)`.as('place'))
        .where('j.project_id', '=', projectId)
        .where('i.skipped_at', 'is not', null)
        .$if(jobId !== undefined, (rows) => rows.where('j.id', '=', jobId ?? ''))
        .as('skips'),
    )
    .selectAll()
    .where('place', '<=', MOST_LISTED)
    .orderBy('skipped_at', 'desc')
    .execute();
  const byJob = new Map<string, Skip[]>();
  for (const { fileName, imageId, jobId, reason } of rows) {
    addTo(byJob, jobId, { imageId, fileName, reason: reason ?? '' });
  }
  return byJob;
}
