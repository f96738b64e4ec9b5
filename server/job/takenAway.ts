import { Problem } from '@maskroom/shared/base/problem';
import { type Job, jobCaps } from '@maskroom/shared/protocol/jobs';
import type { Actor } from '../account/actor.ts';
import type { Database } from '../store/database.ts';
import { type DescribedJob, findJob, listRemovedJobs, updateJob } from '../store/jobStore.ts';
import { listDrawn, removeJob, restoreJob } from '../store/removedJobStore.ts';
import { handOverTwins } from '../store/twinStore.ts';
import { jobOf } from './describeJob.ts';
import type { JobNews } from './jobNews.ts';
import type { Workers } from './workers.ts';

interface Parts {
  readonly db: Database;
  readonly find: (projectId: string, id: string) => Promise<DescribedJob>;
  readonly news: JobNews;
  readonly now: () => number;
  readonly requireRoom: (trx: Database, projectId: string, more: number) => Promise<void>;
  readonly workers: Pick<Workers, 'mayWork'>;
}

/** Jobs that are taken away, and brought back with what was drawn for them (J25). */
export function createTakenAway({ db, find, news, now, requireRoom, workers }: Parts) {
  return {
    /** @throws Problem `not-found` */
    async remove(actor: Actor, projectId: string, id: string): Promise<void> {
      const job = await find(projectId, id);
      await db.transaction().execute((trx) => removeJob(trx, id, now()));
      news.handed(job.assignee_id, actor, projectId, 'taken-away', [job]);
      news.listed(projectId);
    },

    /** The last that were taken away, newest first. */
    async listRemoved(projectId: string): Promise<Job[]> {
      const drawn = await listDrawn(db, projectId);
      const rows = await listRemovedJobs(db, projectId, jobCaps.listedRemoved);
      return rows.map((row) => jobOf(row, { drawn: drawn.get(row.id) }));
    },

    /** To whoever had it; open where they may not work any more. @throws Problem `not-found`, `conflict` */
    async restore(actor: Actor, projectId: string, id: string): Promise<void> {
      const job = await findJob(db, projectId, id, 'removed');
      const removedAt = job?.removed_at ?? null;
      if (!job || removedAt === null) throw new Problem('not-found', 'This job was not taken away.');
      const assignee = job.assignee_id;
      const isOpen = assignee === null || !(await workers.mayWork(projectId, assignee));
      await db.transaction().execute(async (trx) => {
        await requireRoom(trx, projectId, 1);
        await restoreJob(trx, id, removedAt);
        if (!isOpen || assignee === null) return;
        await updateJob(trx, id, { assignee_id: null });
        await handOverTwins(trx, id, null, now());
      });
      if (!isOpen) news.handed(assignee, actor, projectId, 'assigned', [job]);
      news.listed(projectId);
    },
  };
}
