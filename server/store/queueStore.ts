import { sql } from 'kysely';
import type { Database } from './database.ts';
import { type QueuedInstance, queuedInstances } from './instanceStore.ts';

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
