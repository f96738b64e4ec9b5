import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { SubmissionRow } from './jobTables.ts';
import { type Stretch, standIn } from './stretch.ts';

/** What the people who are asked to label an image have said of it. */
export interface ImageWork {
  /** Submissions that stand. */
  readonly submitted: number;
  /** Submissions that a reviewer gave back. */
  readonly returned: number;
  /** Places in jobs whose image was neither submitted nor skipped by whoever has the job. */
  readonly awaited: number;
}

export const noWork: ImageWork = { submitted: 0, returned: 0, awaited: 0 };

/** Joins places of jobs (`i` in `j`) with what whoever has the job has submitted of them (`s`). */
export const standingOfAssignee = sql<boolean>`s.image_id = i.image_id and s.user_id = j.assignee_id and s.returned_at is null`;

const imageWork = (db: Database) =>
  db
    .selectFrom('images as p')
    .select('p.id')
    .select(({ selectFrom }) => [
      selectFrom('submissions as s')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .whereRef('s.image_id', '=', 'p.id')
        .where('s.returned_at', 'is', null)
        .as('submitted'),
      selectFrom('submissions as s')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .whereRef('s.image_id', '=', 'p.id')
        .where('s.returned_at', 'is not', null)
        .as('returned'),
      selectFrom('job_images as i')
        .innerJoin('standing_jobs as j', 'j.id', 'i.job_id')
        .leftJoin('submissions as s', (on) => on.on(standingOfAssignee))
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .whereRef('i.image_id', '=', 'p.id')
        .where('i.skipped_at', 'is', null)
        .where('s.user_id', 'is', null)
        .as('awaited'),
    ]);

const workOf = (row: { [K in keyof ImageWork]: number | null }): ImageWork => ({
  submitted: row.submitted ?? 0,
  returned: row.returned ?? 0,
  awaited: row.awaited ?? 0,
});

export async function workOfImage(db: Database, imageId: string): Promise<ImageWork> {
  const row = await imageWork(db).where('p.id', '=', imageId).executeTakeFirst();
  return row ? workOf(row) : noWork;
}

/** By image, for every image there. */
export async function workByImage(db: Database, stretch: Stretch): Promise<Map<string, ImageWork>> {
  const rows = await imageWork(db).where(standIn(stretch)).execute();
  return new Map(rows.map((row) => [row.id, workOf(row)]));
}

/** {@link workByImage} of the pictures with a submission that stands, and when the last of those was made. */
export async function workOfSubmitted(
  db: Database,
  stretch: Stretch,
): Promise<{ imageId: string; work: ImageWork; submittedAt: number }[]> {
  const rows = await imageWork(db)
    .innerJoin('submissions as last', 'last.image_id', 'p.id')
    .select((eb) => eb.fn.max('last.at').as('submittedAt'))
    .where(standIn(stretch))
    .where('p.twin_of', 'is', null)
    .where('last.returned_at', 'is', null)
    .groupBy('p.id')
    .execute();
  return rows.map((row) => ({ imageId: row.id, work: workOf(row), submittedAt: row.submittedAt }));
}

/** A new one, or the person's earlier one made to stand (again) from now on. */
export async function putSubmission(
  db: Database,
  { at, imageId, userId }: { imageId: string; userId: string; at: number },
): Promise<void> {
  const standing = { at, returned_at: null, returned_by: null, return_reason: null };
  await db
    .insertInto('submissions')
    .values({ image_id: imageId, user_id: userId, ...standing })
    .onConflict((on) => on.columns(['image_id', 'user_id']).doUpdateSet(standing))
    .execute();
}

/** False when there was none that stands. */
export async function withdrawSubmission(db: Database, imageId: string, userId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('submissions')
    .where('image_id', '=', imageId)
    .where('user_id', '=', userId)
    .where('returned_at', 'is', null)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

export const listStanding = (db: Database, imageId: string): Promise<SubmissionRow[]> =>
  db
    .selectFrom('submissions')
    .selectAll()
    .where('image_id', '=', imageId)
    .where('returned_at', 'is', null)
    .execute();

/** Gives back what these people submitted. */
export async function returnSubmissions(
  db: Database,
  imageId: string,
  userIds: readonly string[],
  { at, by, reason }: { at: number; by: string; reason: string },
): Promise<void> {
  await db
    .updateTable('submissions')
    .set({ returned_at: at, returned_by: by, return_reason: reason })
    .where('image_id', '=', imageId)
    .where('user_id', 'in', userIds)
    .execute();
}
