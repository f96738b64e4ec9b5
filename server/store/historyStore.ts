import type { HistoryKind, HistoryQuery } from '@maskroom/shared/protocol/history';
import { type Insertable, type Selectable, sql, type Transaction } from 'kysely';
import type { Database } from './database.ts';
import { auditDecisions, type Decided } from './decisionAudit.ts';
import type { InstanceRow } from './instanceTables.ts';
import type { Tables } from './tables.ts';

type NewHistoryRow = Insertable<Tables['instance_history']>;

export type HistoryRow = Selectable<Tables['instance_history']> & {
  readonly label: string | null;
  readonly label_attributes: string | null;
  readonly user_name: string | null;
};

export interface Happening {
  readonly imageId: string;
  /** Null when the server did it by itself. */
  readonly userId: string | null;
  readonly at: number;
  readonly put: readonly InstanceRow[];
  readonly removed: readonly string[];
}

/** All of an instance but its shape, whose hash tells whether it changed. */
const compared = [
  'id',
  'image_id',
  'label_id',
  'created_by',
  'source',
  'predicted_iou',
  'stability_score',
  'decision',
  'decided_by',
  'decided_at',
  'reason',
  'attributes',
  'group_id',
  'draw_order',
  'geometry_hash',
] as const;
type KnownRow = Pick<InstanceRow, (typeof compared)[number]>;

/** Databases bind at most some ten thousand values in a statement. */
const ROWS_AT_ONCE = 500;

/**
 * Adds what this change did to the instances it touched, and its decisions to the audit log; before the read model
 * learns of it, to compare with.
 */
export async function writeHistory(trx: Transaction<Tables>, happening: Happening): Promise<void> {
  const { at, imageId, put, removed, userId } = happening;
  const ids = [...put.map(({ id }) => id), ...removed];
  if (ids.length === 0) return;
  const known = new Map((await rowsOf(trx, imageId, ids)).map((row) => [row.id, row]));
  const fresh = put.filter(({ id }) => !known.has(id)).map(({ id }) => id);
  const seen = new Set(fresh.length === 0 ? [] : await everSeen(trx, imageId, fresh));
  const rows: NewHistoryRow[] = [];
  const told: Decided[] = [];
  for (const row of put) {
    const before = known.get(row.id);
    const kinds: readonly HistoryKind[] = before
      ? changesBetween(before, row)
      : [seen.has(row.id) ? 'restored' : 'added'];
    for (const kind of kinds) {
      rows.push(toHistory(row, kind, at, userId, withShape.includes(kind) ? row.geometry : null));
      told.push({ ...row, kind, userId: ofReview.includes(kind) ? row.decided_by : userId });
    }
  }
  for (const id of removed) {
    const before = known.get(id);
    if (before) rows.push(toHistory(before, 'deleted', at, userId));
  }
  const project_id = sql<string>`(select project_id from images where id = ${imageId})`;
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await trx
      .insertInto('instance_history')
      .values(rows.slice(from, from + ROWS_AT_ONCE).map((row) => ({ ...row, project_id })))
      .execute();
  await auditDecisions(trx, imageId, at, told);
}

const rowsOf = (trx: Transaction<Tables>, imageId: string, ids: readonly string[]): Promise<KnownRow[]> =>
  trx
    .selectFrom('instances')
    .select(compared)
    .where('image_id', '=', imageId)
    .where('id', 'in', ids)
    .execute();

async function everSeen(
  trx: Transaction<Tables>,
  imageId: string,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await trx
    .selectFrom('instance_history')
    .select('instance_id')
    .distinct()
    .where('image_id', '=', imageId)
    .where('instance_id', 'in', ids)
    .execute();
  return rows.map((row) => row.instance_id);
}

const decided = { accepted: 'accepted', rejected: 'rejected', none: 'reopened' } as const;

function changesBetween(before: KnownRow, after: KnownRow): HistoryKind[] {
  const kinds: HistoryKind[] = [];
  if (before.geometry_hash !== after.geometry_hash) kinds.push('reshaped');
  if (before.label_id !== after.label_id) kinds.push('relabelled');
  if (before.attributes !== after.attributes) kinds.push('described');
  if (before.group_id !== after.group_id) kinds.push('grouped');
  if (before.draw_order !== after.draw_order) kinds.push('reordered');
  if (before.decision !== after.decision || before.decided_at !== after.decided_at)
    kinds.push(decided[after.decision]);
  return kinds;
}

const ofReview: readonly HistoryKind[] = ['accepted', 'rejected'];
const withShape: readonly HistoryKind[] = ['added', 'reshaped', 'restored'];

const toHistory = (
  row: KnownRow,
  kind: HistoryKind,
  at: number,
  userId: string | null,
  geometry: Uint8Array | null = null,
): NewHistoryRow => ({
  image_id: row.image_id,
  instance_id: row.id,
  at,
  user_id: ofReview.includes(kind) ? row.decided_by : userId,
  kind,
  label_id: row.label_id,
  created_by: row.created_by,
  source: row.source,
  predicted_iou: row.predicted_iou,
  stability_score: row.stability_score,
  decision: row.decision,
  reason: row.reason,
  attributes: row.attributes,
  group_id: row.group_id,
  draw_order: row.draw_order,
  geometry,
});

/** Newest first. */
export function listHistory(
  db: Database,
  imageId: string,
  { before, instanceId, limit }: HistoryQuery,
): Promise<HistoryRow[]> {
  let rows = db
    .selectFrom('instance_history as h')
    .leftJoin('labels as l', 'l.id', 'h.label_id')
    .leftJoin('users as u', 'u.id', 'h.user_id')
    .selectAll('h')
    .select(['l.name as label', 'l.attributes as label_attributes', 'u.name as user_name'])
    .where('h.image_id', '=', imageId)
    .orderBy('h.seq', 'desc')
    .limit(limit);
  if (before !== undefined) rows = rows.where('h.seq', '<', before);
  if (instanceId !== undefined) rows = rows.where('h.instance_id', '=', instanceId);
  return rows.execute();
}

/** An instance as it was at a moment. */
export type PastInstance = Omit<HistoryRow, 'geometry' | 'user_name'> & {
  readonly geometry: Uint8Array;
  readonly created_by_name: string | null;
};

/** What the image held right after the entry `seq`, oldest first; one instance of it where it is named. */
export async function instancesAt(
  db: Database,
  imageId: string,
  seq: number,
  instanceId?: string,
): Promise<PastInstance[]> {
  let query = db
    .selectFrom('instance_history as h')
    .leftJoin('labels as l', 'l.id', 'h.label_id')
    .leftJoin('users as u', 'u.id', 'h.created_by')
    .selectAll('h')
    .select(['l.name as label', 'l.attributes as label_attributes', 'u.name as created_by_name'])
    .select(({ selectFrom }) =>
      selectFrom('instance_history as g')
        .select('g.geometry')
        .whereRef('g.image_id', '=', 'h.image_id')
        .whereRef('g.instance_id', '=', 'h.instance_id')
        .where('g.seq', '<=', seq)
        .where('g.geometry', 'is not', null)
        .orderBy('g.seq', 'desc')
        .limit(1)
        .as('shape'),
    )
    .where('h.image_id', '=', imageId)
    .where('h.kind', '!=', 'deleted')
    .where(
      'h.seq',
      'in',
      db
        .selectFrom('instance_history as n')
        .select(sql<number>`max(n.seq)`.as('seq'))
        .where('n.image_id', '=', imageId)
        .where('n.seq', '<=', seq)
        .groupBy('n.instance_id'),
    )
    .orderBy('h.seq');
  if (instanceId !== undefined) query = query.where('h.instance_id', '=', instanceId);
  const rows = await query.execute();
  return rows.flatMap(({ shape, ...row }) => (shape === null ? [] : [{ ...row, geometry: shape }]));
}
