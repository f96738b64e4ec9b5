import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { ImageRow } from './imageTables.ts';
import type { HoneypotScoreRow } from './truthTables.ts';

/** Nothing happens where it is marked already. */
export const markTruth = async (db: Database, imageId: string, by: string, at: number): Promise<void> =>
  void (await db
    .insertInto('truths')
    .values({ image_id: imageId, marked_by: by, marked_at: at })
    .onConflict((conflict) => conflict.column('image_id').doNothing())
    .execute());

export const unmarkTruth = async (db: Database, imageId: string): Promise<void> =>
  void (await db.deleteFrom('truths').where('image_id', '=', imageId).execute());

/** Ids, in the project's order. */
export const listTruths = async (db: Database, projectId: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('truths as t')
    .innerJoin('pictures as p', 'p.id', 't.image_id')
    .select('p.id')
    .where('p.project_id', '=', projectId)
    .orderBy('p.position')
    .execute();
  return rows.map(({ id }) => id);
};

/**
 * Twins of a person that look decided on: no reviewer ever sees them, so they go along with the rest of what the person
 * submitted. That is once something submitted later is accepted, or all else of theirs is.
 */
export async function listPassed(db: Database, projectId: string, userId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('images as t')
    .innerJoin('submissions as s', (on) =>
      on.onRef('s.image_id', '=', 't.id').onRef('s.user_id', '=', 't.twin_for'),
    )
    .select('t.id')
    .where('t.project_id', '=', projectId)
    .where('t.twin_for', '=', userId)
    .where('t.twin_kind', '=', 'honeypot')
    .where('s.returned_at', 'is', null)
    .where('s.at', '<', passedBefore(projectId, userId))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/**
 * What was submitted before it looks decided on: the last acceptance among the person's pictures, or, where all are
 * accepted, no end. It names nothing of the row that it stands in, so it is read once, however many twins there are.
 */
const passedBefore = (projectId: string, userId: string) => sql<number | null>`(
  with others as materialized (
    select o.at, exists (select 1 from instances as i where i.image_id = p.id)
      and not exists (select 1 from instances as i where i.image_id = p.id and i.decision <> 'accepted') as accepted
    from submissions as o join images as p on p.id = o.image_id
    where o.user_id = ${userId} and o.returned_at is null and p.project_id = ${projectId} and p.twin_of is null)
  select case when min(accepted) then ${sql.lit(Number.MAX_SAFE_INTEGER)} else max(case when accepted then at end) end
  from others)`;

/** Those that this person never had, neither as it is nor as a twin, and drew nothing of. */
export const listUnseenTruths = (db: Database, projectId: string, userId: string): Promise<ImageRow[]> =>
  db
    .selectFrom('truths as t')
    .innerJoin('pictures as p', 'p.id', 't.image_id')
    .selectAll('p')
    .where('p.project_id', '=', projectId)
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('images as w')
            .select('w.id')
            .whereRef('w.twin_of', '=', 'p.id')
            .where('w.twin_for', '=', userId),
        ),
      ),
    )
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('instance_history as h')
            .select('h.seq')
            .whereRef('h.image_id', '=', 'p.id')
            .where((eb) => eb.or([eb('h.user_id', '=', userId), eb('h.created_by', '=', userId)])),
        ),
      ),
    )
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('job_images as i')
            .innerJoin('jobs as j', 'j.id', 'i.job_id')
            .select('i.image_id')
            .whereRef('i.image_id', '=', 'p.id')
            .where('j.assignee_id', '=', userId),
        ),
      ),
    )
    .orderBy('p.position')
    .execute();

/** A submission of a twin that was not compared with the truth yet. */
export interface UnscoredTwin {
  readonly id: string;
  readonly projectId: string;
  readonly truthId: string;
  readonly userId: string;
  readonly submittedAt: number;
}

/** Of the project, or of all; first submitted first. */
export const listUnscored = (db: Database, projectId?: string): Promise<UnscoredTwin[]> =>
  db
    .selectFrom('images as t')
    .innerJoin('submissions as s', (on) =>
      on.onRef('s.image_id', '=', 't.id').onRef('s.user_id', '=', 't.twin_for'),
    )
    .leftJoin('honeypot_scores as h', 'h.image_id', 't.id')
    .select((eb) => ['t.id', 't.project_id as projectId', eb.ref('t.twin_of').$notNull().as('truthId')])
    .select(['s.user_id as userId', 's.at as submittedAt'])
    .where('t.twin_kind', '=', 'honeypot')
    .where((eb) => eb.or([eb('h.image_id', 'is', null), eb('h.submitted_at', '<', eb.ref('s.at'))]))
    .$if(projectId !== undefined, (rows) => rows.where('t.project_id', '=', projectId ?? ''))
    .orderBy('s.at')
    .execute();

/** Instead of that of an earlier submission; a later one's stays. */
export const putScore = async (db: Database, score: HoneypotScoreRow): Promise<void> =>
  void (await db
    .insertInto('honeypot_scores')
    .values(score)
    .onConflict((conflict) =>
      conflict
        .column('image_id')
        .doUpdateSet(score)
        .where('honeypot_scores.submitted_at', '<', score.submitted_at),
    )
    .execute());

/** Of the project, by twin. */
export const listScores = (db: Database, projectId: string): Promise<HoneypotScoreRow[]> =>
  db
    .selectFrom('honeypot_scores as s')
    .innerJoin('images as p', 'p.id', 's.image_id')
    .selectAll('s')
    .where('p.project_id', '=', projectId)
    .execute();

/** A picture with submitted layers. */
interface ComparedPicture {
  readonly id: string;
  /** Another one as soon as other layers are submitted, or anything on one of them is another. */
  readonly state: string;
}

/** Every layer with its last entry of the history. */
const stateOfLayers = sql<string>`group_concat(t.id || ' ' || coalesce((
  select max(h.seq) from instance_history as h where h.image_id = t.id), 0), ' ' order by t.id)`;

/** Pictures of the project with at least two submitted layers, newest submission first. */
export const listCompared = (db: Database, projectId: string, most: number): Promise<ComparedPicture[]> =>
  db
    .selectFrom('images as t')
    .innerJoin('submissions as s', (on) =>
      on
        .onRef('s.image_id', '=', 't.id')
        .onRef('s.user_id', '=', 't.twin_for')
        .on('s.returned_at', 'is', null),
    )
    .select((eb) => [eb.ref('t.twin_of').$notNull().as('id'), stateOfLayers.as('state')])
    .where('t.project_id', '=', projectId)
    .where('t.twin_kind', '=', 'consensus')
    .groupBy('t.twin_of')
    .having((eb) => eb.fn.countAll<number>(), '>', 1)
    .orderBy((eb) => eb.fn.max<number>('s.at'), 'desc')
    .limit(most)
    .execute();
