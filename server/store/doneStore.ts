import { setImmediate as nextTurn } from 'node:timers/promises';
import type { InstanceSource } from '@maskroom/shared/annotation/instance';
import { type HistoryKind, historyKinds } from '@maskroom/shared/protocol/history';
import { sql } from 'kysely';
import { isCounted, takesBack } from './countedHistory.ts';
import type { Database } from './database.ts';
import { type FigureRange, HOUR_MS } from './figureStore.ts';

/** How often something was done in an hour, to whose work, with which label. */
export interface DoneRow {
  /** The hour's beginning. */
  readonly hour: number;
  /** Null: the server itself. */
  readonly userId: string | null;
  readonly authorId: string;
  readonly labelId: string;
  readonly kind: HistoryKind;
  readonly source: InstanceSource;
  /** Of a rejection; null: none was given, or it is something else. */
  readonly reason: string | null;
  readonly count: number;
}

const rejectedFor = sql<string | null>`case h.kind when 'rejected' then h.reason end`;

/** What figures count. */
const historyOf = (db: Database, projectId: string) =>
  db.selectFrom('instance_history as h').where('h.project_id', '=', projectId).where(isCounted);

/**
 * From the history of every image of the project, layers too, which is written in the transaction of each change; in no order
 * within an hour. Others have their turn between hours.
 */
export async function listDone(db: Database, range: FigureRange): Promise<DoneRow[]> {
  const done: DoneRow[] = [];
  for (const hour of await listHours(db, range)) {
    for (const row of await doneIn(db, hour, range)) done.push({ ...row, hour });
    await nextTurn();
  }
  return done;
}

/** How many decisions of before the range were taken back in it (F3). */
export async function countTakenBack(db: Database, range: FigureRange): Promise<number> {
  const { about, from, projectId, to } = range;
  let count = 0;
  for (const hour of await listHours(db, range)) {
    const row = await db
      .selectFrom('instance_history as n')
      .where('n.project_id', '=', projectId)
      .where('n.kind', 'in', ['accepted', 'rejected', 'reopened'])
      .where('n.at', '>=', Math.max(from, hour))
      .where('n.at', '<', Math.min(to, hour + HOUR_MS))
      .where(takesBack({ before: from, about }))
      .select(sql<number>`count(*)`.as('count'))
      .executeTakeFirstOrThrow();
    count += row.count;
    await nextTurn();
  }
  return count;
}

/** In which anything was done in the project. */
async function listHours(db: Database, { from, projectId, to }: FigureRange): Promise<number[]> {
  const rows = await db
    .selectFrom('instance_history as h')
    .select(sql<number>`h.at / ${sql.lit(HOUR_MS)} * ${sql.lit(HOUR_MS)}`.as('hour'))
    .distinct()
    .where('h.project_id', '=', projectId)
    .where('h.kind', 'in', historyKinds)
    .where('h.at', '>=', from)
    .where('h.at', '<', to)
    .orderBy('hour')
    .execute();
  return rows.map(({ hour }) => hour);
}

function doneIn(
  db: Database,
  hour: number,
  { about, from, projectId, to }: FigureRange,
): Promise<Omit<DoneRow, 'hour'>[]> {
  const rows = historyOf(db, projectId)
    .select(['h.user_id as userId', 'h.created_by as authorId', 'h.label_id as labelId'])
    .select(['h.kind', 'h.source', rejectedFor.as('reason'), sql<number>`count(*)`.as('count')])
    .where('h.kind', 'in', historyKinds)
    .where('h.at', '>=', Math.max(from, hour))
    .where('h.at', '<', Math.min(to, hour + HOUR_MS))
    .groupBy(['h.user_id', 'h.created_by', 'h.label_id', 'h.kind', 'h.source', rejectedFor]);
  return (
    about === undefined
      ? rows
      : rows.where((eb) => eb.or([eb('h.user_id', '=', about), eb('h.created_by', '=', about)]))
  ).execute();
}

export interface DoneCounts {
  readonly added: number;
  readonly accepted: number;
  readonly rejected: number;
}

/** How many objects were drawn and decisions made since a moment. */
export async function countDone(db: Database, projectId: string, since: number): Promise<DoneCounts> {
  const rows = await historyOf(db, projectId)
    .select(['h.kind', sql<number>`count(*)`.as('count')])
    .where('h.at', '>=', since)
    .where('h.kind', 'in', ['added', 'accepted', 'rejected'])
    .groupBy('h.kind')
    .execute();
  const of = (kind: keyof DoneCounts): number => rows.find((row) => row.kind === kind)?.count ?? 0;
  return { added: of('added'), accepted: of('accepted'), rejected: of('rejected') };
}

/** Why work was rejected since a moment, most often first. */
export const listReasons = (
  db: Database,
  projectId: string,
  since: number,
): Promise<{ reason: string | null; count: number }[]> =>
  historyOf(db, projectId)
    .select(['h.reason', sql<number>`count(*)`.as('count')])
    .where('h.kind', '=', 'rejected')
    .where('h.at', '>=', since)
    .groupBy('h.reason')
    .orderBy('count', 'desc')
    .orderBy('h.reason')
    .execute();
