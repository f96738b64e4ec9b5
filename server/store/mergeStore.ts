import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from './database.ts';

/** An object that a merge added, as it was then. */
const mergedInstancesSchema = z.array(
  z.object({ id: z.string(), label: z.string(), geometryHash: z.string(), attributes: z.string() }),
);
export type MergedInstance = z.infer<typeof mergedInstancesSchema>[number];

export interface StandingMerge {
  readonly id: string;
  readonly at: number;
  readonly byName: string;
  readonly instances: readonly MergedInstance[];
}

/** The merge of an image's layers that was not undone. */
export async function findMerge(db: Database, imageId: string): Promise<StandingMerge | undefined> {
  const row = await db
    .selectFrom('merges as m')
    .leftJoin('users as u', 'u.id', 'm.merged_by')
    .select(['m.id', 'm.at', 'm.instances', 'u.name'])
    .where('m.image_id', '=', imageId)
    .where('m.undone_at', 'is', null)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      at: row.at,
      byName: row.name ?? '',
      instances: mergedInstancesSchema.parse(JSON.parse(row.instances)),
    }
  );
}

interface NewMerge {
  readonly imageId: string;
  readonly at: number;
  readonly by: string;
  readonly instances: readonly MergedInstance[];
  /** How far people agreed on each of the instances, 0..1, in their order. */
  readonly agreements: readonly number[];
  /** Whose submitted layers it puts together. */
  readonly submittedBy: readonly string[];
}

/** The layers end with it, and whoever submitted one has submitted the picture (Q24). Part of a transaction. */
export async function putMerge(trx: Database, merge: NewMerge): Promise<void> {
  const { agreements, at, by, imageId, instances, submittedBy } = merge;
  await trx
    .insertInto('merges')
    .values({
      id: randomUUID(),
      image_id: imageId,
      at,
      merged_by: by,
      undone_at: null,
      instances: JSON.stringify(instances),
    })
    .execute();
  for (const [i, { id }] of instances.entries())
    await trx
      .insertInto('agreements')
      .values({ image_id: imageId, instance_id: id, agreement: agreements[i] })
      .execute();
  await trx
    .updateTable('images')
    .set({ twin_ended_at: at })
    .where('twin_of', '=', imageId)
    .where('twin_kind', '=', 'consensus')
    .where('twin_ended_at', 'is', null)
    .execute();
  const nothing = { returned_at: null, returned_by: null, return_reason: null };
  for (const userId of submittedBy)
    await trx
      .insertInto('submissions')
      .values({ image_id: imageId, user_id: userId, at, ...nothing })
      .onConflict((on) => on.columns(['image_id', 'user_id']).doNothing())
      .execute();
}

export interface UnwrittenMerge extends Pick<StandingMerge, 'id' | 'at'> {
  readonly imageId: string;
}

/**
 * Standing merges whose objects never got into the document: all are written at once, and the history keeps what was. Of
 * one image where it is named.
 */
export function listUnwritten(db: Database, imageId?: string): Promise<UnwrittenMerge[]> {
  const rows = db
    .selectFrom('merges as m')
    .select(['m.id', 'm.at', 'm.image_id as imageId'])
    .where('m.undone_at', 'is', null)
    .where(sql<number>`json_array_length(m.instances)`, '>', 0)
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('instance_history as h')
            .select('h.seq')
            .whereRef('h.image_id', '=', 'm.image_id')
            .where('h.instance_id', '=', sql<string>`json_extract(m.instances, '$[0].id')`),
        ),
      ),
    );
  return (imageId === undefined ? rows : rows.where('m.image_id', '=', imageId)).execute();
}

/** As if it had never been. Part of a transaction. */
export async function takeBackMerge(trx: Database, { at, id, imageId }: UnwrittenMerge): Promise<void> {
  await undoMerge(trx, imageId, { id, at }, at);
  const ids = sql<string>`(select json_extract(value, '$.id') from merges, json_each(instances) where merges.id = ${id})`;
  await trx
    .deleteFrom('agreements')
    .where('image_id', '=', imageId)
    .where('instance_id', 'in', ids)
    .execute();
  await trx.deleteFrom('merges').where('id', '=', id).execute();
}

/** The layers are their people's again. Part of a transaction. */
export async function undoMerge(
  trx: Database,
  imageId: string,
  { id, at }: Pick<StandingMerge, 'id' | 'at'>,
  undoneAt: number,
): Promise<void> {
  await trx.updateTable('merges').set({ undone_at: undoneAt }).where('id', '=', id).execute();
  await trx
    .updateTable('images')
    .set({ twin_ended_at: null })
    .where('twin_of', '=', imageId)
    .where('twin_kind', '=', 'consensus')
    .where('twin_ended_at', '=', at)
    .execute();
  await trx.deleteFrom('submissions').where('image_id', '=', imageId).where('at', '=', at).execute();
}
