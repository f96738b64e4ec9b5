import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { ImageRow, TwinKind } from './imageTables.ts';

/** What somebody who only draws has of the images `p`: twins of theirs in place of what these are of (Q20). */
export const seenBy = (userId: string) => sql<boolean>`case when p.twin_of is null
  then not exists (
    select 1 from images as t where t.twin_of = p.id and t.twin_for = ${userId} and t.twin_ended_at is null)
  else p.twin_for = ${userId} and p.twin_ended_at is null end`;

/** Images `p` as somebody has them who only draws in some of the projects, and sees every shared picture in the others. */
export const seenIn = (userId: string, drawnIn: readonly string[]) =>
  drawnIn.length === 0
    ? sql<boolean>`p.twin_of is null`
    : sql<boolean>`case when p.project_id in (${sql.join(drawnIn)}) then ${seenBy(userId)} else p.twin_of is null end`;

export async function hasOpenTwin(db: Database, imageId: string, userId: string): Promise<boolean> {
  const twin = await db
    .selectFrom('images')
    .select('id')
    .where('twin_of', '=', imageId)
    .where('twin_for', '=', userId)
    .where('twin_ended_at', 'is', null)
    .executeTakeFirst();
  return twin !== undefined;
}

/** Makes a twin of each of these pictures for a person. @returns their ids, in that order */
export async function insertTwins(
  db: Database,
  pictures: readonly ImageRow[],
  { at, by, kind, userId }: { userId: string; kind: TwinKind; at: number; by: string },
): Promise<string[]> {
  const ids: string[] = [];
  for (const picture of pictures) {
    const id = randomUUID();
    const twin = {
      twin_of: picture.id,
      twin_for: userId,
      twin_kind: kind,
      twin_ended_at: null,
      // Content is unique within a project, and a twin must not be found by it.
      sha256: `${picture.sha256}${id}`,
    };
    await db
      .insertInto('images')
      .values({ ...picture, id, created_at: at, created_by: by, ...twin })
      .execute();
    ids.push(id);
  }
  return ids;
}

/**
 * A job that changes hands takes its layers with it (Q22): what was submitted stays whose it is and leaves the job, and so
 * does a layer of a picture that the new person has one of already. Null: nobody has the job.
 * @returns those who had one of them
 */
export async function handOverTwins(
  db: Database,
  jobId: string,
  userId: string | null,
  at: number,
): Promise<void> {
  const twins = await db
    .selectFrom('images as t')
    .innerJoin('job_images as i', 'i.image_id', 't.id')
    .leftJoin('submissions as s', 's.image_id', 't.id')
    .select(['t.id', 't.twin_of', 's.user_id as submitted_by'])
    .where('i.job_id', '=', jobId)
    .where('t.twin_of', 'is not', null)
    .execute();
  for (const { id, submitted_by, twin_of } of twins) {
    const isTaken =
      userId !== null &&
      twin_of !== null &&
      (await hasOpenTwin(db, twin_of, userId)) &&
      submitted_by === null;
    if (submitted_by === null && !isTaken) {
      await db.updateTable('images').set({ twin_for: userId }).where('id', '=', id).execute();
      continue;
    }
    await db.deleteFrom('job_images').where('job_id', '=', jobId).where('image_id', '=', id).execute();
    if (isTaken) await db.updateTable('images').set({ twin_ended_at: at }).where('id', '=', id).execute();
  }
}

/** Pictures of the project, in its order. */
export const picturesAmong = (db: Database, projectId: string, ids: readonly string[]): Promise<ImageRow[]> =>
  db
    .selectFrom('pictures')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('id', 'in', ids)
    .orderBy('position')
    .execute();

/** A layer of an image, and whether its person is done with it. */
export interface LayerRow {
  readonly id: string;
  readonly userId: string | null;
  readonly name: string | null;
  readonly submittedAt: number | null;
  readonly endedAt: number | null;
}

/** The layers of a consensus that are at work or done, by name. */
export const listLayers = (db: Database, imageId: string): Promise<LayerRow[]> =>
  db
    .selectFrom('images as t')
    .leftJoin('users as u', 'u.id', 't.twin_for')
    .leftJoin('submissions as s', (on) =>
      on
        .onRef('s.image_id', '=', 't.id')
        .onRef('s.user_id', '=', 't.twin_for')
        .on('s.returned_at', 'is', null),
    )
    .select(['t.id', 't.twin_for as userId', 'u.name', 's.at as submittedAt', 't.twin_ended_at as endedAt'])
    .where('t.twin_of', '=', imageId)
    .where('t.twin_kind', '=', 'consensus')
    .where((eb) => eb.or([eb('t.twin_ended_at', 'is', null), eb('s.at', 'is not', null)]))
    .orderBy('u.name')
    .orderBy('t.id')
    .execute();

/** How many of these pictures somebody labels for a consensus now, have a merge that stands, or are ground truth. */
export const inConsensus = async (db: Database, ids: readonly string[]): Promise<number> => {
  const rows = await db
    .selectFrom('images as p')
    .select('p.id')
    .where('p.id', 'in', ids)
    .where(({ exists, or, selectFrom }) =>
      or([
        exists(
          selectFrom('images as t')
            .select('t.id')
            .whereRef('t.twin_of', '=', 'p.id')
            .where('t.twin_kind', '=', 'consensus')
            .where('t.twin_ended_at', 'is', null),
        ),
        exists(
          selectFrom('merges as m')
            .select('m.id')
            .whereRef('m.image_id', '=', 'p.id')
            .where('m.undone_at', 'is', null),
        ),
        exists(selectFrom('truths as g').select('g.image_id').whereRef('g.image_id', '=', 'p.id')),
      ]),
    )
    .execute();
  return rows.length;
};

/** A picture that several people label, and how far that is. */
export interface ConsensusPicture {
  readonly imageId: string;
  readonly fileName: string;
  readonly layers: number;
  readonly submitted: number;
  readonly merged: boolean;
}

/** In the project's order. */
export async function listConsensus(db: Database, projectId: string): Promise<ConsensusPicture[]> {
  const rows = await db
    .selectFrom('images as t')
    .innerJoin('pictures as p', 'p.id', 't.twin_of')
    .leftJoin('submissions as s', (on) =>
      on
        .onRef('s.image_id', '=', 't.id')
        .onRef('s.user_id', '=', 't.twin_for')
        .on('s.returned_at', 'is', null),
    )
    .leftJoin('merges as m', (on) => on.onRef('m.image_id', '=', 'p.id').on('m.undone_at', 'is', null))
    .select(['p.id as imageId', 'p.file_name as fileName', 'm.id as merge'])
    .select((eb) => [eb.fn.countAll<number>().as('layers'), eb.fn.count<number>('s.at').as('submitted')])
    .where('t.project_id', '=', projectId)
    .where('t.twin_kind', '=', 'consensus')
    .where((eb) => eb.or([eb('t.twin_ended_at', 'is', null), eb('s.at', 'is not', null)]))
    .groupBy('p.id')
    .orderBy('p.position')
    .execute();
  return rows.map(({ merge, ...row }) => ({ ...row, merged: merge !== null }));
}
