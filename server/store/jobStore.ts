import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { JobImageRow, JobRow } from './jobTables.ts';
import { standingOfAssignee } from './submissionStore.ts';

/** Databases bind at most some ten thousand values in a statement. */
const ROWS_AT_ONCE = 1_000;

export async function insertJob(db: Database, job: JobRow, imageIds: readonly string[]): Promise<void> {
  await db.insertInto('jobs').values(job).execute();
  const rows = imageIds.map(
    (id, position): JobImageRow => ({
      job_id: job.id,
      image_id: id,
      position,
      skipped_at: null,
      skip_reason: null,
    }),
  );
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await db
      .insertInto('job_images')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute();
}

/** A job with how far its images are: what whoever has it now has submitted and skipped. */
export type DescribedJob = JobRow & {
  readonly assignee_name: string | null;
  readonly handed_back_name: string | null;
  readonly images: number;
  readonly submitted: number;
  readonly skipped: number;
};

const described = (db: Database, from: 'standing' | 'removed' = 'standing') =>
  db
    .selectFrom('jobs as j')
    .where('j.removed_at', from === 'standing' ? 'is' : 'is not', null)
    .leftJoin('job_images as i', 'i.job_id', 'j.id')
    .leftJoin('submissions as s', (on) => on.on(standingOfAssignee))
    .leftJoin('users as u', 'u.id', 'j.assignee_id')
    .leftJoin('users as h', 'h.id', 'j.handed_back_by')
    .selectAll('j')
    .select(['u.name as assignee_name', 'h.name as handed_back_name'])
    .select([
      sql<number>`count(i.image_id)`.as('images'),
      sql<number>`count(s.user_id)`.as('submitted'),
      sql<number>`count(i.skipped_at)`.as('skipped'),
    ])
    .groupBy('j.id');

export async function countJobs(db: Database, projectId: string): Promise<number> {
  const { jobs } = await db
    .selectFrom('standing_jobs')
    .select((eb) => eb.fn.countAll<number>().as('jobs'))
    .where('project_id', '=', projectId)
    .executeTakeFirstOrThrow();
  return jobs;
}

/** The number that the project's last job got, 0 before the first, and the names that are taken. */
export async function readNumbering(
  db: Database,
  projectId: string,
): Promise<{ readonly last: number; readonly names: ReadonlySet<string> }> {
  const rows = await db
    .selectFrom('jobs')
    .select(['number', 'name'])
    .where('project_id', '=', projectId)
    .execute();
  return {
    last: rows.reduce((last, { number }) => Math.max(last, number), 0),
    names: new Set(rows.map(({ name }) => name)),
  };
}

/** Newest first. */
export const listJobs = (db: Database, projectId: string): Promise<DescribedJob[]> =>
  described(db).where('j.project_id', '=', projectId).orderBy('j.number', 'desc').execute();

/** Those that were taken away, the last first. */
export const listRemovedJobs = (db: Database, projectId: string, limit: number): Promise<DescribedJob[]> =>
  described(db, 'removed')
    .where('j.project_id', '=', projectId)
    .orderBy('j.removed_at', 'desc')
    .orderBy('j.number', 'desc')
    .limit(limit)
    .execute();

export const findJob = (
  db: Database,
  projectId: string,
  id: string,
  from: 'standing' | 'removed' = 'standing',
): Promise<DescribedJob | undefined> =>
  described(db, from).where('j.project_id', '=', projectId).where('j.id', '=', id).executeTakeFirst();

/** An image of a job: which it is, and what became of it. */
export interface JobPicture {
  readonly imageId: string;
  /** The image that it is a twin of, itself where it is none. */
  readonly pictureId: string;
  readonly fileName: string;
  readonly done: 'submitted' | 'skipped' | null;
}

/** In the job's order. */
export async function listJobPictures(db: Database, jobId: string): Promise<JobPicture[]> {
  const rows = await db
    .selectFrom('jobs as j')
    .innerJoin('job_images as i', 'i.job_id', 'j.id')
    .innerJoin('images as p', 'p.id', 'i.image_id')
    .leftJoin('submissions as s', (on) => on.on(standingOfAssignee))
    .select(['p.id', 'p.twin_of', 'p.file_name', 'i.skipped_at', 's.user_id as submitted_by'])
    .where('j.id', '=', jobId)
    .orderBy('i.position')
    .execute();
  return rows.map((row) => ({
    imageId: row.id,
    pictureId: row.twin_of ?? row.id,
    fileName: row.file_name,
    done: row.submitted_by !== null ? 'submitted' : row.skipped_at !== null ? 'skipped' : null,
  }));
}

export async function updateJob(
  db: Database,
  id: string,
  change: Partial<Omit<JobRow, 'id' | 'project_id'>>,
): Promise<void> {
  if (Object.keys(change).length > 0) await db.updateTable('jobs').set(change).where('id', '=', id).execute();
}

/** False when somebody else has it by now. */
export async function claimJob(db: Database, id: string, userId: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('jobs')
    .set({ assignee_id: userId, handed_back_by: null, handed_back_reason: null })
    .where('id', '=', id)
    .where('assignee_id', 'is', null)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/**
 * Pictures of the project that are in no job, that nobody has submitted or has a layer of, that wait for nobody since they came
 * back, and that are no ground truth.
 */
export const listUnassigned = (
  db: Database,
  projectId: string,
  limit: number,
): Promise<{ id: string; file_name: string }[]> =>
  db
    .selectFrom('pictures as p')
    .select(['p.id', 'p.file_name'])
    .where('p.project_id', '=', projectId)
    .where('p.id', 'not in', db.selectFrom('truths').select('image_id'))
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('job_images as i')
            .innerJoin('standing_jobs as j', 'j.id', 'i.job_id')
            .select('i.job_id')
            .whereRef('i.image_id', '=', 'p.id'),
        ),
      ),
    )
    .where(({ exists, not, selectFrom }) =>
      not(exists(selectFrom('submissions as s').select('s.user_id').whereRef('s.image_id', '=', 'p.id'))),
    )
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('images as t')
            .select('t.id')
            .whereRef('t.twin_of', '=', 'p.id')
            .where('t.twin_kind', '=', 'consensus')
            .where('t.twin_ended_at', 'is', null),
        ),
      ),
    )
    .orderBy('p.position')
    .limit(limit)
    .execute();

/** Which of these are pictures of the project. */
export async function imagesAmong(
  db: Database,
  projectId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const known = new Set<string>();
  for (let from = 0; from < ids.length; from += ROWS_AT_ONCE) {
    const rows = await db
      .selectFrom('pictures')
      .select('id')
      .where('project_id', '=', projectId)
      .where('id', 'in', ids.slice(from, from + ROWS_AT_ONCE))
      .execute();
    for (const { id } of rows) known.add(id);
  }
  return known;
}
