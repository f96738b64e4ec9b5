import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { InstanceRow } from './instanceTables.ts';
import { type Stretch, standIn } from './stretch.ts';
import { seenIn } from './twinStore.ts';

/** How many instances stand where. */
export interface DecisionCounts {
  readonly instances: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly undecided: number;
}

export const noInstances: DecisionCounts = { instances: 0, accepted: 0, rejected: 0, undecided: 0 };

const allCounts = [
  sql<number>`count(*)`.as('instances'),
  sql<number>`coalesce(sum(i.decision = 'accepted'), 0)`.as('accepted'),
  sql<number>`coalesce(sum(i.decision = 'rejected'), 0)`.as('rejected'),
  sql<number>`coalesce(sum(i.decision = 'none'), 0)`.as('undecided'),
] as const;

export const countInstancesOf = (db: Database, imageId: string): Promise<DecisionCounts> =>
  db
    .selectFrom('instances as i')
    .select(allCounts)
    .where('i.image_id', '=', imageId)
    .executeTakeFirstOrThrow();

/**
 * A cross join keeps its order: image by image along the index that covers what is counted, not through every
 * instance of the server.
 */
const instancesByImage = (db: Database) =>
  db.selectFrom('images as p').crossJoin('instances as i').whereRef('i.image_id', '=', 'p.id');

/** By image; images without instances are not in it. */
export async function countByImage(db: Database, stretch: Stretch): Promise<Map<string, DecisionCounts>> {
  const rows = await instancesByImage(db)
    .select('p.id')
    .select(allCounts)
    .where(standIn(stretch))
    .groupBy('p.id')
    .execute();
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

/** By project, of the images that this person has there; projects without instances are not in it. */
export async function countByProject(
  db: Database,
  projectIds: readonly string[],
  { drawnIn, userId }: { userId: string; drawnIn: readonly string[] },
): Promise<Map<string, DecisionCounts>> {
  const rows = await instancesByImage(db)
    .select('p.project_id')
    .select(allCounts)
    .where('p.project_id', 'in', projectIds)
    .where(seenIn(userId, drawnIn))
    .groupBy('p.project_id')
    .execute();
  return new Map(rows.map(({ project_id, ...counts }) => [project_id, counts]));
}

/** An instance with the words that people read in place of ids, and the image that it lies on. */
export type NamedInstance = InstanceRow & {
  /** Null when the label is not the project's (any more). */
  readonly label: string | null;
  /** What the label asks of its objects, as its column has it. */
  readonly label_attributes: string | null;
  readonly created_by_name: string | null;
  readonly file_name: string;
  readonly width: number;
  readonly height: number;
  /** Of the image, as its column has it. */
  readonly value_range: string | null;
};

const namedInstances = (db: Database) =>
  db
    .selectFrom('instances as i')
    .innerJoin('images as p', 'p.id', 'i.image_id')
    .leftJoin('labels as l', 'l.id', 'i.label_id')
    .leftJoin('users as u', 'u.id', 'i.created_by')
    .selectAll('i')
    .select(['l.name as label', 'l.attributes as label_attributes', 'u.name as created_by_name'])
    .select(['p.file_name', 'p.width', 'p.height', 'p.value_range']);

/** In the order they were first stored. */
export const listInstances = (db: Database, imageId: string): Promise<NamedInstance[]> =>
  namedInstances(db).where('i.image_id', '=', imageId).orderBy(sql`i.rowid`).execute();

/** What the image's objects answer, of those whose label asks something. */
export const listAsked = (db: Database, imageId: string) =>
  db
    .selectFrom('instances as i')
    .innerJoin('labels as l', 'l.id', 'i.label_id')
    .select(['i.id', 'i.decision', 'i.attributes', 'l.name as label', 'l.attributes as label_attributes'])
    .where('i.image_id', '=', imageId)
    .where('l.attributes', '<>', '[]')
    .orderBy(sql`i.rowid`)
    .execute();

/** What an image's instances are told apart by: label and shape. */
export const listShapeNames = (
  db: Database,
  imageId: string,
): Promise<Pick<InstanceRow, 'label_id' | 'geometry_hash'>[]> =>
  db.selectFrom('instances').select(['label_id', 'geometry_hash']).where('image_id', '=', imageId).execute();

/** Who made it; undefined where it is not (any more). */
export async function findAuthor(
  db: Database,
  imageId: string,
  instanceId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('instances')
    .select('created_by')
    .where('image_id', '=', imageId)
    .where('id', '=', instanceId)
    .executeTakeFirst();
  return row?.created_by;
}

/** With how far people agreed on it, 0..1; null where no merge made it. */
export type QueuedInstance = NamedInstance & { readonly agreement: number | null };

export const queuedInstances = (db: Database) => namedInstances(db).select('i.agreement');

/** Writes instances of an image as they are now, with where in the review queue's orders they stand. */
export async function putInstances(db: Database, instances: readonly InstanceRow[]): Promise<void> {
  for (const { image_id, id, ...values } of instances) {
    const shared = sql`from images where id = ${image_id} and twin_of is null`;
    await db
      .insertInto('instances')
      .values({
        image_id,
        id,
        ...values,
        queue_project: sql`(select project_id ${shared})`,
        queue_place: sql`(select position ${shared})`,
        agreement: sql`(select agreement from agreements where image_id = ${image_id} and instance_id = ${id})`,
      })
      .onConflict((on) => on.columns(['image_id', 'id']).doUpdateSet(values))
      .execute();
  }
}
