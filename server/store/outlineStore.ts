import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { InstanceRow } from './instanceTables.ts';

export type OutlineRow = Pick<InstanceRow, 'id' | 'label_id' | 'geometry' | 'geometry_hash'>;

export interface StoredPicture {
  /** Oriented, px. */
  readonly width: number;
  readonly height: number;
  /** Of all its instances. */
  readonly ids: readonly string[];
  /** The instances stored last, oldest of them first. */
  readonly newest: readonly OutlineRow[];
}

/** What a small view of an image is drawn from, `most` instances of it; undefined: no such image. */
export async function readStoredPicture(
  db: Database,
  imageId: string,
  most: number,
): Promise<StoredPicture | undefined> {
  const size = await db
    .selectFrom('images')
    .select(['width', 'height'])
    .where('id', '=', imageId)
    .executeTakeFirst();
  if (!size) return undefined;
  const ofImage = db.selectFrom('instances').where('image_id', '=', imageId);
  const ids = await ofImage.select('id').execute();
  const newest = await ofImage
    .select(['id', 'label_id', 'geometry', 'geometry_hash'])
    .orderBy(sql`rowid`, 'desc')
    .limit(most)
    .execute();
  return { ...size, ids: ids.map(({ id }) => id), newest: newest.reverse() };
}
