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
  /** Where people work beside documents and review: comments, tags, jobs, submissions. */
  readonly desks: readonly {
    onAct(listener: (projectId: string, userId: string, imageId: string) => void): unknown;
  }[];
  readonly now?: () => number;
}

/** What the server sees of people at work reaches the live room and the figures (F1, F2). */
export function measureWork(parts: Parts): void {
  const { activity, desks, documents, monitor, projects, review, now = Date.now } = parts;
  review.onDecided((decided, { fileName, projectId }) => {
    monitor.decided(projectId, decided, fileName);
    activity.act(projectId, decided.by, now());
    projects.changed(projectId);
  });
  documents.onPresence((imageId, userId, presence, hasMoved) => {
    if (presence) monitor.toolHeld(userId, imageId, presence.tool);
    if (hasMoved) monitor.moved(userId, imageId);
  });
  documents.onInstanceChange(({ id, projectId }, { instanceId, kind, source, userId }) => {
    if (kind === 'added') monitor.objectAdded(projectId, userId, { imageId: id, instanceId, source });
    else monitor.objectChanged(projectId, userId, id, instanceId);
    activity.act(projectId, userId, now());
    projects.changed(projectId);
  });
  for (const desk of desks)
    desk.onAct((projectId, userId, imageId) => {
      monitor.worked(projectId, userId, imageId);
      activity.act(projectId, userId, now());
    });
}
