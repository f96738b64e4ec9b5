import type { QueueOrder } from '@maskroom/shared/protocol/queue';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import { type QueuedInstance, queuedInstances } from './instanceStore.ts';
import { type Lane, type LaneKey, readLane, type Waiting } from './queueLanes.ts';

/** Which of what waits for a decision is meant; absent: all of it. */
export interface QueueFilter {
  readonly labelId?: string | undefined;
  readonly createdBy?: string | undefined;
}

/** The object that a page of a queue begins behind, as it was ordered; it may have left the queue since. */
export interface QueueCursor {
  /** Where the order is by label. */
  readonly labelId?: string | undefined;
  readonly key: LaneKey;
}

export interface QueuePage {
  readonly items: readonly QueuedInstance[];
  /** All that waits, on this page or not. */
  readonly total: number;
  /** Null when nothing follows. */
  readonly next: QueueCursor | null;
}

interface AskedPage extends QueueFilter {
  readonly order: QueueOrder;
  readonly limit: number;
  readonly after?: QueueCursor | undefined;
  /** Whose work is left out. */
  readonly exceptBy?: string | undefined;
}

const byIou = ['iou_rank', 'queue_place'] as const;
const orders = {
  predictedIou: { index: 'queue_iou', ranks: byIou },
  stabilityScore: { index: 'queue_stability', ranks: ['stability_rank', 'queue_place'] },
  disagreement: { index: 'queue_agreement', ranks: ['agreement_rank', 'queue_place'] },
  age: { index: 'queue_age', ranks: [] },
  label: { index: 'queue_label', ranks: byIou },
} as const;

/** Numbers in the key of a cursor. */
export const keyLength = (order: QueueOrder): number => orders[order].ranks.length + 1;

/** So few of a label or a person are put in order each time; more are picked along the order's own index. */
const FEW = 2_000;

/**
 * A page of what waits for a decision. By `predictedIou` or `stabilityScore`: least sure first, shapes by hand, which carry
 * neither, last, picture by picture. By `disagreement`: what people agreed on least first, what no merge made last. By
 * `age`: longest stored first. By `label`: label by label in the project's order, least sure first.
 */
export async function readQueue(db: Database, projectId: string, asked: AskedPage): Promise<QueuePage> {
  const { after, exceptBy, limit } = asked;
  const all = await countUndecided(db, projectId, asked);
  const out = exceptBy === undefined ? 0 : await countUndecidedBy(db, projectId, exceptBy, asked);
  const lanes = await lanesOf(
    db,
    projectId,
    { ...asked, exceptBy: out > 0 ? exceptBy : undefined },
    all <= FEW,
  );
  const found: Waiting[] = [];
  let from = after?.key;
  for (const lane of lanes) {
    // One more than is shown says whether anything follows.
    found.push(...(await readLane(db, lane, from, limit + 1 - found.length)));
    from = undefined;
    if (found.length > limit) break;
  }
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return {
    items: await readWhole(db, shown),
    total: all - out,
    next: last ? { key: last.key, ...(asked.order === 'label' && { labelId: last.labelId }) } : null,
  };
}

/** What is gone through one after another, from where the page begins. */
async function lanesOf(
  db: Database,
  projectId: string,
  { after, createdBy, exceptBy, labelId, order }: AskedPage,
  isFew: boolean,
): Promise<Lane[]> {
  const { index, ranks } = labelId !== undefined && order === 'predictedIou' ? orders.label : orders[order];
  const finder = createdBy !== undefined ? 'queue_person' : labelId !== undefined ? 'queue_label' : index;
  const lane: Lane = { projectId, index: isFew ? finder : index, ranks, createdBy, exceptBy, labelId };
  if (order !== 'label' || labelId !== undefined) return [lane];
  const labels = await labelsWaiting(db, projectId, after?.labelId);
  const first = after?.labelId === undefined ? 0 : labels.indexOf(after.labelId);
  return labels.slice(first).map((id) => ({ ...lane, labelId: id }));
}

/** Labels of what waits, and `named`, in the project's order; those that are not the project's (any more) come first. */
async function labelsWaiting(db: Database, projectId: string, named = ''): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive ${waitingOf(projectId, 'label_id', 'queue_label')}
    select w.id from (select id from waiting where id is not null union select ${named} where ${named} <> '') as w
    left join labels as l on l.id = w.id
    order by l.position, w.id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Whose work waits in a project, members or not, by name. */
export async function listWaitingFor(
  db: Database,
  projectId: string,
): Promise<{ readonly id: string; readonly name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    with recursive ${waitingOf(projectId, 'created_by', 'queue_person')}
    select u.id, u.name from waiting as w join users as u on u.id = w.id
    order by u.name, u.id`.execute(db);
  return rows;
}

/** A table `waiting(id)`: what stands in the column of what waits, each once and a null last, a step along the index each. */
function waitingOf(projectId: string, column: 'label_id' | 'created_by', index: string) {
  const least = sql`select min(${sql.ref(column)}) from instances indexed by ${sql.ref(index)}
    where decision = 'none' and queue_project = ${projectId}`;
  return sql`waiting(id) as (
    ${least} union all
    select (${least} and ${sql.ref(column)} > waiting.id) from waiting where waiting.id is not null
  )`;
}

async function readWhole(db: Database, found: readonly Waiting[]): Promise<QueuedInstance[]> {
  const rows = await queuedInstances(db)
    .select(sql<number>`i.rowid`.as('row'))
    .where(
      sql`i.rowid`,
      'in',
      sql`(select value from json_each(${JSON.stringify(found.map(({ row }) => row))}))`,
    )
    .execute();
  const byRow = new Map(rows.map((row) => [row.row, row]));
  return found.flatMap(({ row }) => byRow.get(row) ?? []);
}

/** How much of it waits for a decision. */
export async function countUndecided(
  db: Database,
  projectId: string,
  { createdBy, labelId }: QueueFilter = {},
): Promise<number> {
  const index =
    createdBy !== undefined ? 'queue_person' : labelId !== undefined ? 'queue_label' : 'queue_age';
  const conditions = [
    sql`decision = 'none' and queue_project = ${projectId}`,
    ...(labelId === undefined ? [] : [sql`label_id = ${labelId}`]),
    ...(createdBy === undefined ? [] : [sql`created_by = ${createdBy}`]),
  ];
  const { rows } = await sql<{
    total: number;
  }>`select count(*) as total from instances indexed by ${sql.ref(index)}
    where ${sql.join(conditions, sql` and `)}`.execute(db);
  return rows[0].total;
}

/** How much of one person's work that is. */
export const countUndecidedBy = async (
  db: Database,
  projectId: string,
  userId: string,
  { createdBy = userId, labelId }: QueueFilter,
): Promise<number> => (createdBy === userId ? countUndecided(db, projectId, { createdBy, labelId }) : 0);

/** With who decided, by name; null where nobody has or they are not known any more. */
export type TouchedInstance = QueuedInstance & { readonly decided_by_name: string | null };

/**
 * What there is now of these instances of a picture, decided or not. Null for a picture that is no part of any queue:
 * somebody's private layer, or one that is gone.
 */
export async function listTouched(
  db: Database,
  imageId: string,
  ids: readonly string[],
): Promise<TouchedInstance[] | null> {
  const image = await db
    .selectFrom('images')
    .select('id')
    .where('id', '=', imageId)
    .where('twin_of', 'is', null)
    .executeTakeFirst();
  if (!image) return null;
  return queuedInstances(db)
    .leftJoin('users as d', 'd.id', 'i.decided_by')
    .select('d.name as decided_by_name')
    .where('i.image_id', '=', imageId)
    .where('i.id', 'in', ids)
    .orderBy(sql`i.rowid`)
    .execute();
}
