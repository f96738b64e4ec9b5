import { createListeners } from '@maskroom/shared/base/listeners';
import type { Decided } from '@maskroom/shared/protocol/socket';
import type { Image } from '../image/images.ts';
import type { Database } from '../store/database.ts';
import { findAuthor } from '../store/instanceStore.ts';
import type { WorkListener } from './jobNews.ts';

/** Finds whose work a rejection is of, and tells them (J32). */
export function createRejections(db: Database) {
  const rejected = createListeners<Parameters<WorkListener>>();
  return {
    onRejected: rejected.add,
    /** For every decision; what rejects nothing is passed over. */
    async hear(
      { by, byName, decision, imageId, instanceId, reason }: Decided,
      { fileName, projectId }: Pick<Image, 'fileName' | 'projectId'>,
    ): Promise<void> {
      if (decision !== 'rejected') return;
      const author = await findAuthor(db, imageId, instanceId);
      if (author === undefined || author === by) return;
      rejected.tell(author, {
        projectId,
        kind: 'rejected',
        imageId,
        fileName,
        instanceId,
        reason,
        jobNames: [],
        byName,
      });
    },
  };
}
