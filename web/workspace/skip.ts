import { listWork, skipImage, takeSkipBack } from '../connection/workApi.ts';
import { failureWords } from '../ui/language/failureWords.ts';
import { t } from '../ui/language/language.ts';
import type { WorkspaceSession } from './session.ts';

type Skipped = Pick<WorkspaceSession, 'image' | 'notes' | 'project'>;

/** The job in which this person has the picture to do; null where nobody asked them, or it is done. */
export async function jobWith({
  image,
  project,
}: Pick<Skipped, 'image' | 'project'>): Promise<string | null> {
  const item = (await listWork(project.id)).find(({ imageId }) => imageId === image.id);
  return item?.jobId ?? null;
}

/** Leaves the picture out of the job and goes on to what waits next. What failed leaves the person where they are. */
export async function skip(
  { image, notes, project }: Skipped,
  jobId: string,
  reason: string,
  goTo: (imageId: string) => void,
): Promise<void> {
  const of = { projectId: project.id, jobId, imageId: image.id };
  try {
    await skipImage(of, reason);
    const next = (await listWork(project.id)).find(({ imageId }) => imageId !== image.id);
    notes.say({
      title: t('skip.done', { picture: image.fileName }),
      description: next ? undefined : t('submit.nothingElse'),
      action: { label: t('common.undo'), onClick: () => void takeBack() },
    });
    if (next) goTo(next.imageId);
  } catch (cause) {
    notes.warn({ title: t('skip.not'), description: failureWords(cause) });
  }

  async function takeBack(): Promise<void> {
    try {
      await takeSkipBack(of);
      goTo(image.id);
    } catch (cause) {
      notes.warn({ title: t('skip.stays'), description: failureWords(cause) });
    }
  }
}
