import { listWork, submitImage, withdrawImage } from '../connection/workApi.ts';
import { failureWords } from '../ui/language/failureWords.ts';
import { t } from '../ui/language/language.ts';
import type { WorkspaceSession } from './session.ts';

/**
 * Tells the server that this person is done with the picture, and goes on to what waits for them next. What failed leaves
 * them where they are, with the reason.
 */
export async function submit(
  { image, notes, project }: Pick<WorkspaceSession, 'image' | 'notes' | 'project'>,
  goTo: (imageId: string) => void,
): Promise<void> {
  try {
    await submitImage(image.id);
    const next = (await listWork(project.id)).find(({ imageId }) => imageId !== image.id);
    notes.say({
      title: t('submit.done', { picture: image.fileName }),
      description: next ? undefined : t('submit.nothingElse'),
      action: { label: t('common.undo'), onClick: () => void takeBack() },
    });
    if (next) goTo(next.imageId);
  } catch (cause) {
    notes.warn({ title: t('submit.not'), description: failureWords(cause) });
  }

  async function takeBack(): Promise<void> {
    try {
      await withdrawImage(image.id);
      goTo(image.id);
    } catch (cause) {
      notes.warn({ title: t('submit.stays'), description: failureWords(cause) });
    }
  }
}
