import { skipImage, takeSkipBack } from '../../connection/workApi.ts';
import { t } from '../../ui/language/language.ts';
import type { WorkspaceSession } from '../state/session.ts';
import { leave } from './leave.ts';

/** The job in which this person has the picture to do; null where nobody asked them, it came back, or it is done. */
export async function jobWith({
  image,
  work,
}: Pick<WorkspaceSession, 'image' | 'work'>): Promise<string | null> {
  const item = (await work.renew()).find(({ imageId }) => imageId === image.id);
  return item?.kind === 'job' ? item.jobId : null;
}

/** Leaves the picture out of the job. */
export function skip(
  session: Pick<WorkspaceSession, 'image' | 'notes' | 'project' | 'work'>,
  jobId: string,
  reason: string,
  goTo: (imageId: string) => void,
): Promise<void> {
  const { image, project } = session;
  const of = { projectId: project.id, jobId, imageId: image.id };
  const words = {
    done: t('skip.done', { picture: image.fileName }),
    failed: t('skip.not'),
    stays: t('skip.stays'),
  };
  const deeds = { act: () => skipImage(of, reason), takeBack: () => takeSkipBack(of) };
  return leave(session, { ...words, ...deeds }, goTo);
}
