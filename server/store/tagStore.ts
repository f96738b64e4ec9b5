import { addTo } from '@maskroom/shared/base/groups';
import type { Database } from './database.ts';
import type { ImageTagRow } from './imageTables.ts';
import { type Stretch, standIn } from './stretch.ts';

const byName = (a: { tag: string }, b: { tag: string }): number => (a.tag < b.tag ? -1 : 1);

/** By name. */
export async function tagsOfImage(db: Database, imageId: string): Promise<string[]> {
  const rows = await db.selectFrom('image_tags').select('tag').where('image_id', '=', imageId).execute();
  return rows.sort(byName).map(({ tag }) => tag);
}

/** By image, each by name; images without any are not in it. */
export async function tagsByImage(db: Database, stretch: Stretch): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('image_tags as t')
    .innerJoin('images as p', 'p.id', 't.image_id')
    .select(['t.image_id', 't.tag'])
    .where(standIn(stretch))
    .execute();
  const tags = new Map<string, string[]>();
  for (const { image_id, tag } of rows.sort(byName)) addTo(tags, image_id, tag);
  return tags;
}

/** Those on the pictures that everybody shares, most used first. */
export const countTags = (db: Database, projectId: string): Promise<{ tag: string; images: number }[]> =>
  db
    .selectFrom('image_tags as t')
    .innerJoin('pictures as p', 'p.id', 't.image_id')
    .select(({ fn }) => ['t.tag', fn.countAll<number>().as('images')])
    .where('p.project_id', '=', projectId)
    .groupBy('t.tag')
    .orderBy('images', 'desc')
    .orderBy('t.tag')
    .execute();

/** How a key is written first where it is in use in the project. */
export async function tagInUse(db: Database, projectId: string, key: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('image_tags as t')
    .innerJoin('images as i', 'i.id', 't.image_id')
    .select('t.tag')
    .where('i.project_id', '=', projectId)
    .where('t.tag_key', '=', key)
    .orderBy('t.at')
    .limit(1)
    .executeTakeFirst();
  return row?.tag;
}

/** Nothing happens where the image has it already. */
export const insertTag = async (db: Database, row: ImageTagRow): Promise<void> =>
  void (await db
    .insertInto('image_tags')
    .values(row)
    .onConflict((conflict) => conflict.columns(['image_id', 'tag_key']).doNothing())
    .execute());

export const deleteTags = async (db: Database, imageId: string, keys: readonly string[]): Promise<void> =>
  void (await db
    .deleteFrom('image_tags')
    .where('image_id', '=', imageId)
    .where('tag_key', 'in', keys)
    .execute());
