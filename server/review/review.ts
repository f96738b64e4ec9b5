import { createListeners } from '@maskroom/shared/base/listeners';
import type { Decided, ReviewDecide } from '@maskroom/shared/protocol/socket';
import type { Accounts, Actor } from '../account/accounts.ts';
import type { Documents } from '../document/documents.ts';
import type { Image, Images } from '../image/images.ts';
import { requireImage } from '../image/sight.ts';

/** Decisions are commands, because they need authority: the client asks, the server writes. */
export interface Review {
  /**
   * @throws Problem `geometry-changed` (with the shape as it is now), `own-work`, `forbidden`, `not-found`
   */
  decide(actor: Actor, command: ReviewDecide): Promise<Decided>;
  /** Called after a decision is in the log, with the image that it is about. */
  onDecided(listener: (decided: Decided, image: Image) => void): void;
}

export function createReview(parts: { accounts: Accounts; documents: Documents; images: Images }): Review {
  const decisions = createListeners<[decided: Decided, image: Image]>();
  return {
    async decide(actor, command) {
      const { image } = await requireImage(parts, actor, command.imageId, 'review');
      const decided = await parts.documents.decide({ ...command, reason: command.reason ?? null, by: actor });
      decisions.tell(decided, image);
      return decided;
    },
    onDecided: decisions.add,
  };
}
