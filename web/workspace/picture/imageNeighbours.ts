import type { Image } from '@maskroom/shared/protocol/http';
import type { WorkItem } from '@maskroom/shared/protocol/jobs';

/** Where a picture stands, and the ones beside it: in what waits for this person, or else in the project. */
export interface ImageNeighbours {
  /** From 1; 0 for one that is not among them. */
  readonly place: number;
  readonly total: number;
  /** What it is counted in: a job of this person's, all that is theirs to do, or the project. */
  readonly within: { readonly job: string } | 'work' | 'project';
  /** Ids. */
  readonly previous: string | undefined;
  readonly next: string | undefined;
}

/** `walk`: see WorkQueueState. A picture that nobody was asked for has the project's around it. */
export function imageNeighbours(
  images: readonly Pick<Image, 'id'>[],
  walk: readonly WorkItem[],
  imageId: string,
): ImageNeighbours {
  const at = walk.findIndex((item) => item.imageId === imageId);
  const item = at < 0 ? undefined : walk[at];
  if (item && item.kind !== 'open') {
    const beside = { previous: walk[at - 1]?.imageId, next: walk[at + 1]?.imageId };
    return item.jobName === null
      ? { place: at + 1, total: walk.length, within: 'work', ...beside }
      : { place: item.jobPlace, total: item.jobImages, within: { job: item.jobName }, ...beside };
  }
  const index = images.findIndex(({ id }) => id === imageId);
  const [previous, next] = index < 0 ? [] : [images[index - 1]?.id, images[index + 1]?.id];
  return { place: index + 1, total: images.length, within: 'project', previous, next };
}
