import type { Image } from '@maskroom/shared/protocol/http';

interface InUse {
  /** Ids of pictures marked as ground truth. */
  readonly truths: readonly string[];
  /** Ids of pictures that several people label already. */
  readonly shared: readonly string[];
}

/** Nobody has begun it, and it serves nothing else: several people may label it apart. */
export const mayBeShared = ({ id, state }: Image, { shared, truths }: InUse): boolean =>
  state === 'new' && !truths.includes(id) && !shared.includes(id);

/** Something on it is accepted, which is the truth. */
export const mayBeTruth = ({ counts, id }: Image, { truths }: Pick<InUse, 'truths'>): boolean =>
  counts.accepted > 0 && !truths.includes(id);
