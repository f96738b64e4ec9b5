import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { ImageRow } from './imageTables.ts';
import { type Stretch, standIn } from './stretch.ts';
import { seenBy, seenIn } from './twinStore.ts';

export const findImage = (db: Database, id: string): Promise<ImageRow | undefined> =>
  db.selectFrom('images').selectAll().where('id', '=', id).executeTakeFirst();

/** The project's own picture with this content. */
export const findDuplicate = (
  db: Database,
  projectId: string,
  sha256: string,
): Promise<ImageRow | undefined> =>
  db
    .selectFrom('images')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('sha256', '=', sha256)
    .executeTakeFirst();

/** Appends the picture to its project; false when its content is there already. */
export async function insertImage(db: Database, image: Omit<ImageRow, 'position'>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('images')
    .values({
      ...image,
      position: sql`(select coalesce(max(position), -1) + 1 from images where project_id = ${image.project_id})`,
    })
    .onConflict((conflict) => conflict.columns(['project_id', 'sha256']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** In the project's order; for `userId`, who only draws, with twins of theirs in place of what these are of. */
export const listImages = (db: Database, stretch: Stretch, userId?: string): Promise<ImageRow[]> =>
  db
    .selectFrom('images as p')
    .selectAll('p')
    .where(standIn(stretch))
    .where(userId === undefined ? sql<boolean>`p.twin_of is null` : seenBy(userId))
    .orderBy('p.position')
    .execute();

/** In the project's order, so many from a place on. */
export const listImagesFrom = (
  db: Database,
  projectId: string,
  from: number,
  most: number,
): Promise<Pick<ImageRow, 'id' | 'file_name' | 'width' | 'height'>[]> =>
  db
    .selectFrom('pictures')
    .select(['id', 'file_name', 'width', 'height'])
    .where('project_id', '=', projectId)
    .orderBy('position')
    .offset(from)
    .limit(most)
    .execute();

/** Those behind an image in its project's order, as this person sees it. */
export const listFollowing = (
  db: Database,
  { imageId, userId }: { imageId: string; userId: string },
  most: number,
): Promise<ImageRow[]> =>
  db
    .selectFrom('images as here')
    .innerJoin('images as p', 'p.project_id', 'here.project_id')
    .selectAll('p')
    .where('here.id', '=', imageId)
    .whereRef('p.position', '>', 'here.position')
    .where(seenBy(userId))
    .orderBy('p.position')
    .limit(most)
    .execute();

/** The first few images of each project, in its order, as this person has them. */
export const listCovers = (
  db: Database,
  projectIds: readonly string[],
  { drawnIn, userId }: { userId: string; drawnIn: readonly string[] },
  most: number,
): Promise<{ id: string; project_id: string }[]> =>
  db
    .selectFrom(
      db
        .selectFrom('images as p')
        .select(['p.id', 'p.project_id', 'p.position'])
        .select((eb) =>
          eb.fn
            .agg<number>('row_number')
            .over((over) => over.partitionBy('p.project_id').orderBy('p.position'))
            .as('place'),
        )
        .where('p.project_id', 'in', projectIds)
        .where(seenIn(userId, drawnIn))
        .as('ranked'),
    )
    .select(['id', 'project_id'])
    .where('place', '<=', most)
    .orderBy('position')
    .execute();

/** By project; projects without images are not in it. A twin takes the place of a picture, so everybody has as many. */
export async function countImages(db: Database, projectIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('pictures')
    .select(['project_id', sql<number>`count(*)`.as('images')])
    .where('project_id', 'in', projectIds)
    .groupBy('project_id')
    .execute();
  return new Map(rows.map(({ images, project_id }) => [project_id, images]));
}
