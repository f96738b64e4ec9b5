import { submitImage, withdrawImage } from '../../connection/workApi.ts';
import { t } from '../../ui/language/language.ts';
import type { WorkspaceSession } from '../state/session.ts';
import { leave } from './leave.ts';

/** Tells the server that this person is done with the picture. */
export function submit(
  session: Pick<WorkspaceSession, 'image' | 'notes' | 'work'>,
  goTo: (imageId: string) => void,
): Promise<void> {
  const { image } = session;
  const words = {
    done: t('submit.done', { picture: image.fileName }),
    failed: t('submit.not'),
    stays: t('submit.stays'),
  };
  const deeds = { act: () => submitImage(image.id), takeBack: () => withdrawImage(image.id) };
  return leave(session, { ...words, ...deeds }, goTo);
}
