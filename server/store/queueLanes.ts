import { sql } from 'kysely';
import type { Database } from './database.ts';

type Rank = 'iou_rank' | 'stability_rank' | 'agreement_rank' | 'queue_place';
type QueueIndex =
  | 'queue_age'
  | 'queue_iou'
  | 'queue_stability'
  | 'queue_agreement'
  | 'queue_label'
  | 'queue_person';

/** What waits in one project, of one label or person where they are named, by these ranks and then by age. */
export interface Lane {
  readonly projectId: string;
  /** That of the ranks, or one that finds the label or the person: then what it finds is put in order each time. */
  readonly index: QueueIndex;
  readonly ranks: readonly [] | readonly [Rank, Rank];
  readonly labelId?: string | undefined;
  readonly createdBy?: string | undefined;
  /** Whose work is left out. */
  readonly exceptBy?: string | undefined;
}

/** The ranks and the row of an instance: behind it goes on what follows. */
export type LaneKey = readonly number[];

export interface Waiting {
  readonly row: number;
  readonly key: LaneKey;
  /** Of the lane. */
  readonly labelId: string | undefined;
}

interface LaneRow {
  readonly row: number;
  readonly label_id: string;
  readonly created_by: string;
  readonly k0: number;
  readonly k1: number;
}

/** What an index does not find is picked from this many rows at a time; others have their turn between. */
const PICKED_FROM = 500;

/** The next `limit` of a lane, behind `after` where that is named. */
export async function readLane(
  db: Database,
  lane: Lane,
  after: LaneKey | undefined,
  limit: number,
): Promise<Waiting[]> {
  const isPicked =
    lane.exceptBy !== undefined ||
    (lane.labelId !== undefined && !findsLabel(lane)) ||
    (lane.createdBy !== undefined && !findsPerson(lane));
  const most = isPicked ? PICKED_FROM : limit;
  const found: Waiting[] = [];
  for (let from = after; ; ) {
    const rows = await readRows(db, lane, from, most);
    for (const row of rows) {
      from = keyOf(lane, row);
      if (isOf(lane, row)) found.push({ row: row.row, key: from, labelId: lane.labelId });
      if (found.length === limit) return found;
    }
    if (rows.length < most) return found;
    await new Promise(setImmediate);
  }
}

const findsPerson = ({ index }: Lane): boolean => index === 'queue_person';
const findsLabel = ({ index }: Lane): boolean => index === 'queue_label' || index === 'queue_person';

const isOf = ({ createdBy, exceptBy, labelId }: Lane, row: LaneRow): boolean =>
  (labelId ?? row.label_id) === row.label_id &&
  (createdBy ?? row.created_by) === row.created_by &&
  exceptBy !== row.created_by;

const keyOf = ({ ranks }: Lane, { k0, k1, row }: LaneRow): LaneKey => [
  ...[k0, k1].slice(0, ranks.length),
  row,
];

async function readRows(
  db: Database,
  lane: Lane,
  after: LaneKey | undefined,
  limit: number,
): Promise<readonly LaneRow[]> {
  const { createdBy, index, labelId, projectId, ranks } = lane;
  const columns = sql.join([...ranks, 'rowid'].map((name) => sql.ref(`i.${name}`)));
  const rank = (k: 0 | 1) => (k < ranks.length ? sql.ref(`i.${ranks[k]}`) : sql.lit(0));
  const conditions = [
    sql`i.decision = 'none' and i.queue_project = ${projectId}`,
    ...(labelId !== undefined && findsLabel(lane) ? [sql`i.label_id = ${labelId}`] : []),
    ...(createdBy !== undefined && findsPerson(lane) ? [sql`i.created_by = ${createdBy}`] : []),
    ...(after ? [sql`(${columns}) > (${sql.join(after)})`] : []),
  ];
  const { rows } = await sql<LaneRow>`
    select i.rowid as row, i.label_id, i.created_by, ${rank(0)} as k0, ${rank(1)} as k1
    from instances as i indexed by ${sql.ref(index)}
    where ${sql.join(conditions, sql` and `)}
    order by ${columns} limit ${limit}`.execute(db);
  return rows;
}
