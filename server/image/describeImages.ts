import type { Image as DescribedImage } from '@maskroom/shared/protocol/http';
import type { Database } from '../store/database.ts';
import { listImages } from '../store/imageStore.ts';
import { countByImage, noInstances } from '../store/instanceStore.ts';
import { piecesOf } from '../store/stretch.ts';
import { noWork, workByImage } from '../store/submissionStore.ts';
import { tagsByImage } from '../store/tagStore.ts';
import { listPassed } from '../store/truthStore.ts';
import { describeImage, imageOf } from './image.ts';

/**
 * A project's pictures in its order, with their states and counts; for `seenBy`, who only draws, with their twins in place of
 * what these are of.
 */
export async function describeImages(
  db: Database,
  projectId: string,
  seenBy?: string,
): Promise<DescribedImage[]> {
  const passed = seenBy === undefined ? null : await listPassed(db, projectId, seenBy);
  const described: DescribedImage[] = [];
  for await (const piece of piecesOf(db, projectId)) {
    const counts = await countByImage(db, piece);
    const work = await workByImage(db, piece);
    const tags = await tagsByImage(db, piece);
    for (const row of await listImages(db, piece, seenBy))
      described.push(
        describeImage(imageOf(row), {
          counts: counts.get(row.id) ?? noInstances,
          work: work.get(row.id) ?? noWork,
          tags: tags.get(row.id) ?? [],
          hasPassed: passed?.has(row.id),
        }),
      );
  }
  return described;
}
