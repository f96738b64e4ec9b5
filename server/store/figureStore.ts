import { sql } from 'kysely';
import type { Database } from './database.ts';
import { countUndecided } from './queueStore.ts';

export const HOUR_MS = 3_600_000;

export interface FigureRange {
  readonly projectId: string;
  /** Milliseconds since 1970; from the hour of `from` up to the hour of `to`, which is left out. */
  readonly from: number;
  readonly to: number;
  /** Only rows about this person: what they did and what was done to their work. Absent: about everybody. */
  readonly about?: string;
}

/** How many objects wait for a decision, and since when the one that waits longest; along the index of the queue by age. */
export async function readWaiting(
  db: Database,
  projectId: string,
): Promise<{ undecided: number; oldestAt: number | null }> {
  const undecided = await countUndecided(db, projectId);
  const { rows } = await sql<{ at: number | null }>`
    select max(h.at) as at
    from (
      select image_id, id from instances indexed by queue_age
      where decision = 'none' and queue_project = ${projectId}
      order by rowid limit 1
    ) as oldest
    join instance_history as h on h.image_id = oldest.image_id and h.instance_id = oldest.id
    where h.kind = 'added'`.execute(db);
  return { undecided, oldestAt: rows[0].at };
}

/** What one person did in one hour beyond what their objects tell. */
export interface ActivityRow {
  readonly projectId: string;
  readonly userId: string;
  readonly hour: number;
  readonly activeMs: number;
  readonly prompts: number;
}

export const hourBegin = (at: number): number => Math.floor(at / HOUR_MS) * HOUR_MS;

/** Adds to what is there. */
export async function addActivity(db: Database, rows: readonly ActivityRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto('activity')
    .values(
      rows.map((row) => ({
        project_id: row.projectId,
        user_id: row.userId,
        hour: row.hour,
        active_ms: row.activeMs,
        prompts: row.prompts,
      })),
    )
    .onConflict((on) =>
      on.columns(['project_id', 'hour', 'user_id']).doUpdateSet((eb) => ({
        active_ms: sql<number>`${eb.ref('activity.active_ms')} + ${eb.ref('excluded.active_ms')}`,
        prompts: sql<number>`${eb.ref('activity.prompts')} + ${eb.ref('excluded.prompts')}`,
      })),
    )
    .execute();
}

export async function listActivity(
  db: Database,
  { about, from, projectId, to }: FigureRange,
): Promise<ActivityRow[]> {
  let rows = db
    .selectFrom('activity')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('hour', '>=', from)
    .where('hour', '<', to)
    .orderBy('hour');
  if (about !== undefined) rows = rows.where('user_id', '=', about);
  return (await rows.execute()).map((row) => ({
    projectId: row.project_id,
    userId: row.user_id,
    hour: row.hour,
    activeMs: row.active_ms,
    prompts: row.prompts,
  }));
}
