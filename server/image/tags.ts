import { createListeners } from '@maskroom/shared/base/listeners';
import { Problem } from '@maskroom/shared/base/problem';
import { type ImageTagged, MAX_TAGS, type TagChange } from '@maskroom/shared/protocol/tags';
import type { Database } from '../store/database.ts';
import { countTags, deleteTags, insertTag, tagInUse, tagsOfImage } from '../store/tagStore.ts';
import type { Image } from './image.ts';

/** Words that people put on whole images: `night`, `blurry`. One word in a project, whatever its case. */
export function createTags(db: Database, now: () => number = Date.now) {
  const changes = createListeners<[change: ImageTagged, projectId: string]>();
  const acts = createListeners<[projectId: string, userId: string, imageId: string]>();
  return {
    /** Told once the change is on disk. */
    onChange: changes.add,
    /** Who did it, and where. */
    onAct: acts.add,

    /** Returns what the image has now. @throws Problem `conflict` with too many */
    async change(
      { id, projectId }: Pick<Image, 'id' | 'projectId'>,
      userId: string,
      { add = [], remove = [] }: TagChange,
    ): Promise<string[]> {
      const tags = await db.transaction().execute(async (trx) => {
        if (remove.length > 0) await deleteTags(trx, id, remove.map(keyOf));
        for (const tag of add) {
          const written = (await tagInUse(trx, projectId, keyOf(tag))) ?? tag;
          const row = { image_id: id, tag_key: keyOf(tag), tag: written, user_id: userId, at: now() };
          await insertTag(trx, row);
        }
        const after = await tagsOfImage(trx, id);
        if (after.length > MAX_TAGS) throw new Problem('conflict', `An image has at most ${MAX_TAGS} tags.`);
        return after;
      });
      changes.tell({ imageId: id, tags }, projectId);
      acts.tell(projectId, userId, id);
      return tags;
    },

    /** Those in use, most used first. */
    ofProject: (projectId: string): Promise<{ tag: string; images: number }[]> => countTags(db, projectId),
  };
}

export type Tags = ReturnType<typeof createTags>;

const keyOf = (tag: string): string => tag.toLowerCase();
