import type { Image } from '@maskroom/shared/protocol/http';
import type { WorkItem } from '@maskroom/shared/protocol/jobs';
import { failureWords } from '../../ui/language/failureWords.ts';
import { t } from '../../ui/language/language.ts';
import type { WorkspaceSession } from '../state/session.ts';

interface Left extends Pick<WorkspaceSession, 'notes' | 'work'> {
  readonly image: Pick<Image, 'id'>;
}

/** A way of being through with a picture, and how it is taken back. */
export interface Leaving {
  readonly act: () => Promise<unknown>;
  readonly takeBack: () => Promise<unknown>;
  /** What is said once it is done, when it could not be, and when it could not be taken back. */
  readonly done: string;
  readonly failed: string;
  readonly stays: string;
}

/**
 * Does it and goes on to what waits for this person next; as was known last, where the list cannot be had now. What failed
 * leaves them where they are, with the reason.
 */
export async function leave(
  { image, notes, work }: Left,
  { act, done, failed, stays, takeBack }: Leaving,
  goTo: (imageId: string) => void,
): Promise<void> {
  try {
    await act();
  } catch (cause) {
    notes.warn({ title: failed, description: failureWords(cause) });
    return;
  }
  const next = (await waitingNow()).find(({ imageId }) => imageId !== image.id);
  notes.say({
    title: done,
    description: next ? undefined : t('submit.nothingElse'),
    action: { label: t('common.undo'), onClick: () => void undo() },
  });
  if (next) goTo(next.imageId);

  async function undo(): Promise<void> {
    try {
      await takeBack();
    } catch (cause) {
      notes.warn({ title: stays, description: failureWords(cause) });
      return;
    }
    await waitingNow();
    goTo(image.id);
  }

  async function waitingNow(): Promise<readonly WorkItem[]> {
    return work.renew().catch(() => [...work.store.getState().waiting.values()]);
  }
}
