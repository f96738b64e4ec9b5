import type { Image } from '@maskroom/shared/protocol/http';

/** Where a picture stands among the project's. */
export interface ImageNeighbours {
  /** From 1; 0 for one that is not among them. */
  readonly place: number;
  readonly total: number;
  readonly previous: Image | undefined;
  readonly next: Image | undefined;
}

export function imageNeighbours(images: readonly Image[], imageId: string): ImageNeighbours {
  const index = images.findIndex(({ id }) => id === imageId);
  const [previous, next] = index < 0 ? [] : [images[index - 1], images[index + 1]];
  return { place: index + 1, total: images.length, previous, next };
}
