import { Problem, toProblem } from '@maskroom/shared/base/problem';
import type { Actor } from '../../account/actor.ts';
import type { ArchiveEntry } from './archive.ts';
import type { ImportsParts } from './importParts.ts';
import type { SkipList } from './SkipList.ts';

const PICTURE = /\.(?:jpe?g|png|webp|tiff?)$/i;

export interface TakenPictures {
  readonly placed: readonly (readonly [path: string, imageId: string])[];
  readonly added: number;
  readonly duplicates: number;
}

/**
 * Takes the pictures of an archive in as uploads are, one after the other; one that is refused is said and costs the others
 * nothing. What is neither a picture nor annotations is said too.
 */
export async function takePictures(
  entries: readonly ArchiveEntry[],
  { actor, projectId }: { readonly actor: Actor; readonly projectId: string },
  parts: Pick<ImportsParts, 'images' | 'log' | 'onPicture'>,
  { isOver, skips }: { readonly isOver: () => boolean; readonly skips: SkipList },
): Promise<TakenPictures> {
  const placed: (readonly [string, string])[] = [];
  let [added, duplicates] = [0, 0];
  for (const { chunks, name } of entries) {
    if (isOver()) break;
    if (!PICTURE.test(name)) {
      skips.add({ file: name, code: 'file-unknown', message: 'This is neither a picture nor annotations.' });
      continue;
    }
    try {
      const { duplicateOf, image } = await parts.images.ingest(projectId, actor, name, chunks());
      placed.push([name, image.id]);
      if (duplicateOf === undefined) {
        added++;
        parts.onPicture?.(image);
      } else duplicates++;
    } catch (cause) {
      if (!(cause instanceof Problem))
        parts.log.error({ err: cause, projectId }, 'a picture of an archive could not be taken in');
      const { message } = toProblem(cause);
      skips.add({ file: name, code: 'picture-refused', message });
    }
  }
  return { placed, added, duplicates };
}
