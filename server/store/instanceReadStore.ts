import type { Decision } from '@maskroom/shared/annotation/instance';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { InstanceRow } from './tables.ts';

/** An instance with the names people know it by. */
export interface NamedInstance extends InstanceRow {
  /** Empty when the label is gone. */
  readonly label_name: string;
  readonly created_by_name: string;
}

/** Bytes and people's words of an instance, read from the read model; documents stay asleep. */
const namedInstances = (db: Database) =>
  db
    .selectFrom('instances as n')
    .leftJoin('labels as l', 'l.id', 'n.label_id')
    .leftJoin('users as u', 'u.id', 'n.created_by')
    .selectAll('n')
    .select(sql<string>`coalesce(l.name, '')`.as('label_name'))
    .select(sql<string>`coalesce(u.name, n.created_by)`.as('created_by_name'));

export const listInstances = (db: Database, imageId: string): Promise<NamedInstance[]> =>
  namedInstances(db).where('n.image_id', '=', imageId).orderBy('n.id').execute();

/** All instances of an image in pages, by id: whole images never stand in memory. */
export async function* instancePages(
  db: Database,
  imageId: string,
  { decision, pageSize = 200 }: { decision?: Decision; pageSize?: number } = {},
): AsyncGenerator<readonly NamedInstance[]> {
  for (let after = ''; ; ) {
    let page = namedInstances(db).where('n.image_id', '=', imageId).where('n.id', '>', after);
    if (decision !== undefined) page = page.where('n.decision', '=', decision);
    const rows = await page.orderBy('n.id').limit(pageSize).execute();
    if (rows.length > 0) yield rows;
    if (rows.length < pageSize) return;
    after = rows[rows.length - 1].id;
  }
}

/** An instance that waits for a decision, with its image. */
export interface QueuedInstance extends NamedInstance {
  readonly file_name: string;
  readonly width: number;
  readonly height: number;
}

/** Lowest predicted IoU first; shapes by hand (no prediction) come last. */
export const listUndecided = (db: Database, projectId: string, limit: number): Promise<QueuedInstance[]> =>
  namedInstances(db)
    .innerJoin('images as i', 'i.id', 'n.image_id')
    .select(['i.file_name', 'i.width', 'i.height'])
    .where('i.project_id', '=', projectId)
    .where('n.decision', '=', 'none')
    .orderBy('n.predicted_iou', (order) => order.asc().nullsLast())
    .orderBy('i.position')
    .orderBy('n.id')
    .limit(limit)
    .execute();

export async function countUndecided(db: Database, projectId: string): Promise<number> {
  const { total } = await db
    .selectFrom('instances as n')
    .innerJoin('images as i', 'i.id', 'n.image_id')
    .select((count) => count.fn.countAll<number>().as('total'))
    .where('i.project_id', '=', projectId)
    .where('n.decision', '=', 'none')
    .executeTakeFirstOrThrow();
  return Number(total);
}
