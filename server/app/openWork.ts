import type { Accounts } from '../account/accounts.ts';
import type { Documents } from '../document/documents.ts';
import type { Image, Images } from '../image/images.ts';
import type { WorkListener } from '../job/jobNews.ts';
import { createJobs } from '../job/jobs.ts';
import { createRejections } from '../job/rejections.ts';
import { createSubmissions } from '../job/submissions.ts';
import { nextOf } from '../job/work.ts';
import type { Log } from '../log/log.ts';
import { createConsensus } from '../quality/consensus.ts';
import { createHoneypots } from '../quality/honeypots.ts';
import { createProjectQuality } from '../quality/projectQuality.ts';
import { createQueueWatch } from '../review/queueWatch.ts';
import type { Review } from '../review/review.ts';
import type { Database } from '../store/database.ts';
import { listTouched } from '../store/queueStore.ts';

interface Parts {
  readonly accounts: Pick<Accounts, 'record'>;
  readonly db: Database;
  readonly documents: Documents;
  readonly images: Images;
  readonly log: Log;
  readonly review: Review;
}

/** Jobs, submissions, review queues and what people hear of their work. */
export function openWork({ accounts, db, documents, images, log, review }: Parts) {
  const [jobs, rejections] = [createJobs(db), createRejections(db)];
  const submissions = createSubmissions(db, accounts.record);
  const consensus = createConsensus({ db, documents, jobs });
  const [honeypots, quality] = [createHoneypots({ db, log }), createProjectQuality(db)];
  const queues = createQueueWatch({
    read: (imageId, ids) => listTouched(db, imageId, ids),
    onFailed: (projectId, err) => log.error({ err, projectId }, 'a review queue could not be told'),
  });
  documents.onInstancesStored(queues.changed);
  submissions.onSubmitted(honeypots.submitted);
  jobs.onMove((projectId, userId) => {
    documents.roleChanged(projectId, userId).catch((err: unknown) => {
      log.error({ err, userId }, 'a change of layers did not reach its sockets');
    });
  });
  review.onDecided((decided, image) => {
    rejections.hear(decided, image).catch((cause: unknown) => {
      log.warn({ imageId: decided.imageId, err: cause }, 'the author of a rejected object was not told');
    });
  });
  return {
    jobs,
    submissions,
    consensus,
    honeypots,
    quality,
    queues,
    onWork(listener: WorkListener): void {
      jobs.onChange(listener);
      submissions.onReturned(listener);
      rejections.onRejected(listener);
    },
    async following(userId: string, image: Image, most: number): Promise<readonly Image[]> {
      const ids = await nextOf(db, userId, image, most);
      if (ids === null) return images.following({ imageId: image.id, userId }, most);
      return (await Promise.all(ids.map(images.get))).filter((next) => next !== null);
    },
  };
}
