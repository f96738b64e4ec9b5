import type { Documents } from '../document/documents.ts';
import type { Images } from '../image/images.ts';
import type { Log } from '../log/log.ts';
import type { ActivityMeter } from '../monitor/activity.ts';
import type { Monitor } from '../monitor/monitor.ts';
import type { Review } from '../review/review.ts';

interface Parts {
  readonly activity: Pick<ActivityMeter, 'act'>;
  readonly documents: Documents;
  readonly images: Pick<Images, 'get'>;
  readonly log: Log;
  readonly monitor: Monitor;
  readonly review: Review;
}

/** What documents and review see of people at work reaches the live room and the figures. */
export function measureWork({ activity, documents, images, log, monitor, review }: Parts): void {
  const act = (imageId: string, userId: string): void => {
    const now = Date.now();
    images.get(imageId).then(
      (image) => image && activity.act(image.projectId, userId, now),
      (cause: unknown) => log.warn({ imageId, err: cause }, 'the time of an act was not counted'),
    );
  };
  review.onDecided(({ by, imageId }) => {
    monitor.touched(by, imageId);
    act(imageId, by);
  });
  documents.onPresence((imageId, userId, presence) => {
    if (presence) monitor.toolHeld(userId, imageId, presence.tool);
  });
  documents.onInstanceChange((imageId, { kind, source, userId }) => {
    if (kind === 'added') monitor.objectAdded(userId, imageId, source);
    else monitor.touched(userId, imageId);
    act(imageId, userId);
  });
}
