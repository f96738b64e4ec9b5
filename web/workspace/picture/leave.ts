import { failureWords } from '../../ui/language/failureWords.ts';
import { t } from '../../ui/language/language.ts';
import type { WorkspaceSession } from '../state/session.ts';

/** A way of being through with a picture, and how it is taken back. */
export interface Leaving {
  readonly act: () => Promise<unknown>;
  readonly takeBack: () => Promise<unknown>;
  /** What is said once it is done, when it could not be, and when it could not be taken back. */
  readonly done: string;
  readonly failed: string;
  readonly stays: string;
}

/** Does it and goes on to what waits for this person next. What failed leaves them where they are, with the reason. */
export async function leave(
  { image, notes, work }: Pick<WorkspaceSession, 'image' | 'notes' | 'work'>,
  { act, done, failed, stays, takeBack }: Leaving,
  goTo: (imageId: string) => void,
): Promise<void> {
  try {
    await act();
    const next = (await work.renew()).find(({ imageId }) => imageId !== image.id);
    notes.say({
      title: done,
      description: next ? undefined : t('submit.nothingElse'),
      action: { label: t('common.undo'), onClick: () => void undo() },
    });
    if (next) goTo(next.imageId);
  } catch (cause) {
    notes.warn({ title: failed, description: failureWords(cause) });
  }

  async function undo(): Promise<void> {
    try {
      await takeBack();
      await work.renew();
      goTo(image.id);
    } catch (cause) {
      notes.warn({ title: stays, description: failureWords(cause) });
    }
  }
}
