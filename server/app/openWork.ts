import type { Accounts } from '../account/accounts.ts';
import type { Image, Images } from '../image/images.ts';
import { createJobs, type WorkListener } from '../job/jobs.ts';
import { createRejections } from '../job/rejections.ts';
import { createSubmissions } from '../job/submissions.ts';
import { nextOf } from '../job/work.ts';
import type { Log } from '../log/log.ts';
import type { Review } from '../review/review.ts';
import type { Database } from '../store/database.ts';

interface Parts {
  readonly accounts: Pick<Accounts, 'record'>;
  readonly db: Database;
  readonly images: Images;
  readonly log: Log;
  readonly review: Review;
}

/** Jobs, submissions and what people hear of their work. */
export function openWork({ accounts, db, images, log, review }: Parts) {
  const [jobs, rejections] = [createJobs(db), createRejections(db)];
  const submissions = createSubmissions(db, accounts.record);
  review.onDecided((decided, image) => {
    rejections.hear(decided, image).catch((cause: unknown) => {
      log.warn({ imageId: decided.imageId, err: cause }, 'the author of a rejected object was not told');
    });
  });
  return {
    jobs,
    submissions,
    onWork(listener: WorkListener): void {
      jobs.onChange(listener);
      submissions.onReturned(listener);
      rejections.onRejected(listener);
    },
    async following(userId: string, image: Image, most: number): Promise<readonly Image[]> {
      const ids = await nextOf(db, userId, image, most);
      if (ids === null) return images.following(image.id, most);
      return (await Promise.all(ids.map(images.get))).filter((next) => next !== null);
    },
  };
}
