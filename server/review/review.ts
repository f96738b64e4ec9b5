import { createListeners } from '@maskroom/shared/base/listeners';
import { Problem } from '@maskroom/shared/base/problem';
import type { Standing } from '@maskroom/shared/protocol/queue';
import type { Decided, ReviewDecide } from '@maskroom/shared/protocol/socket';
import type { Accounts, Actor } from '../account/accounts.ts';
import { DecidedMeanwhile } from '../document/decide.ts';
import type { Documents } from '../document/documents.ts';
import type { Image, Images } from '../image/images.ts';
import { requireImage } from '../image/sight.ts';
import type { Database } from '../store/database.ts';
import { namesOf } from '../store/userStore.ts';

/** Decisions are commands, because they need authority: the client asks, the server writes. */
export interface Review {
  /**
   * @throws Problem `geometry-changed` and `decided-meanwhile` (with the object as it is now, and what stands),
   * `own-work`, `forbidden`, `not-found`
   */
  decide(actor: Actor, command: ReviewDecide): Promise<Decided>;
  /** Called after a decision is in the log, with the image that it is about. */
  onDecided(listener: (decided: Decided, image: Image) => void): void;
}

interface Parts {
  readonly accounts: Accounts;
  readonly db: Database;
  readonly documents: Documents;
  readonly images: Images;
}

export function createReview(parts: Parts): Review {
  const decisions = createListeners<[decided: Decided, image: Image]>();

  /** A reviewer is told who decided by name. */
  async function named(cause: unknown): Promise<unknown> {
    if (!(cause instanceof DecidedMeanwhile)) return cause;
    const { at, by, decision, reason } = cause.standing;
    const [user] = await namesOf(parts.db, [by]);
    const standing: Standing = { decision, by, byName: user?.name ?? by, at, reason };
    return new Problem('decided-meanwhile', cause.message, { ...cause.details, standing });
  }

  return {
    async decide(actor, command) {
      const { image } = await requireImage(parts, actor, command.imageId, 'review');
      const decided = await parts.documents
        .decide({ ...command, reason: command.reason ?? null, by: actor })
        .catch(async (cause: unknown) => {
          throw await named(cause);
        });
      decisions.tell(decided, image);
      return decided;
    },
    onDecided: decisions.add,
  };
}
