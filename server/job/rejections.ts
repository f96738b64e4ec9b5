import { createListeners } from '@maskroom/shared/base/listeners';
import type { Decided } from '@maskroom/shared/protocol/socket';
import type { Database } from '../store/database.ts';
import { findImage } from '../store/imageStore.ts';
import { findAuthor } from '../store/instanceStore.ts';
import type { WorkListener } from './jobs.ts';

/** Finds whose work a rejection is of, and tells them (J32). */
export function createRejections(db: Database) {
  const rejected = createListeners<Parameters<WorkListener>>();
  return {
    onRejected: rejected.add,
    /** For every decision; what rejects nothing is passed over. */
    async hear({ by, byName, decision, imageId, instanceId, reason }: Decided): Promise<void> {
      if (decision !== 'rejected') return;
      const author = await findAuthor(db, imageId, instanceId);
      const image = await findImage(db, imageId);
      if (author === undefined || !image || author === by) return;
      rejected.tell(author, {
        projectId: image.project_id,
        kind: 'rejected',
        imageId,
        fileName: image.file_name,
        instanceId,
        reason,
        byName,
      });
    },
  };
}
