import type { Documents } from '../document/documents.ts';
import type { Monitor } from '../monitor/monitor.ts';
import type { Review } from '../review/review.ts';

/** What documents and review see of people at work reaches the live room. */
export function measureWork(documents: Documents, review: Review, monitor: Monitor): void {
  review.onDecided(({ by, imageId }) => monitor.touched(by, imageId));
  documents.onPresence((imageId, userId, presence) => {
    if (presence) monitor.toolHeld(userId, imageId, presence.tool);
  });
  documents.onInstanceChange((imageId, { kind, source, userId }) => {
    if (kind === 'added') monitor.objectAdded(userId, imageId, source);
    else monitor.touched(userId, imageId);
  });
}
