import type { Image } from '@maskroom/shared/protocol/http';
import type { WorkQueueState } from '../state/workQueue.ts';

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

/**
 * A picture that nobody was asked for has the project's around it. What is done meanwhile is a step back and counted no
 * more in what is to do.
 */
export function imageNeighbours(
  images: readonly Pick<Image, 'id'>[],
  { walk, waiting }: WorkQueueState,
  imageId: string,
): ImageNeighbours {
  const at = walk.findIndex((item) => item.imageId === imageId);
  const item = at < 0 ? undefined : walk[at];
  const index = images.findIndex(({ id }) => id === imageId);
  const inProject = { place: index + 1, total: images.length, within: 'project' as const };
  if (item && item.kind !== 'open') {
    const beside = { previous: walk[at - 1]?.imageId, next: walk[at + 1]?.imageId };
    if (item.jobName !== null)
      return { place: item.jobPlace, total: item.jobImages, within: { job: item.jobName }, ...beside };
    const place = [...waiting.keys()].indexOf(imageId) + 1;
    return place > 0
      ? { place, total: waiting.size, within: 'work', ...beside }
      : { ...inProject, ...beside };
  }
  const [previous, next] = index < 0 ? [] : [images[index - 1]?.id, images[index + 1]?.id];
  return { ...inProject, previous, next };
}
