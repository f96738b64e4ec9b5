import type { Documents } from '../document/documents.ts';
import type { ActivityMeter } from '../monitor/activity.ts';
import type { Monitor } from '../monitor/monitor.ts';
import type { Review } from '../review/review.ts';

interface Parts {
  readonly activity: Pick<ActivityMeter, 'act'>;
  readonly documents: Documents;
  readonly monitor: Monitor;
  readonly review: Review;
  readonly projects: { changed(projectId: string): void };
  readonly now?: () => number;
}

/** What documents and review see of people at work reaches the live room and the figures. */
export function measureWork({ activity, documents, monitor, projects, review, now = Date.now }: Parts): void {
  review.onDecided(({ by, imageId }, { projectId }) => {
    monitor.touched(by, imageId);
    activity.act(projectId, by, now());
    projects.changed(projectId);
  });
  documents.onPresence((imageId, userId, presence) => {
    if (presence) monitor.toolHeld(userId, imageId, presence.tool);
  });
  documents.onInstanceChange(({ id, projectId }, { kind, source, userId }) => {
    if (kind === 'added') monitor.objectAdded(userId, id, source);
    else monitor.touched(userId, id);
    activity.act(projectId, userId, now());
    projects.changed(projectId);
  });
}
