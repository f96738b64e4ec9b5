import { groupBy } from '@maskroom/shared/base/groups';
import { Problem } from '@maskroom/shared/base/problem';
import {
  type Distribute,
  type Job,
  type JobChange,
  jobCaps,
  type NewJob,
} from '@maskroom/shared/protocol/jobs';
import type { Actor } from '../account/actor.ts';
import type { Database } from '../store/database.ts';
import {
  claimJob,
  countJobs,
  type DescribedJob,
  imagesAmong,
  insertJob,
  listUnassigned,
  updateJob,
} from '../store/jobStore.ts';
import { forgetSkips, skipImage } from '../store/skipStore.ts';
import { handOverTwins } from '../store/twinStore.ts';
import { jobRow } from './describeJob.ts';
import { plainPlans } from './distribute.ts';
import { planWithHoneypots } from './honeypots.ts';
import { createJobNews } from './jobNews.ts';
import type { JobPlan } from './jobPlan.ts';
import { createJobReader, nextNumbers } from './readJobs.ts';
import { createTakenAway } from './takenAway.ts';
import { createWorkers } from './workers.ts';

/** Images that people are asked to label. Whether the caller may is asked before; whose job it is, here. */
export function createJobs(db: Database, now: () => number = Date.now) {
  const workers = createWorkers(db);
  const { loadsOf, requireMembers } = workers;
  const news = createJobNews();
  const reader = createJobReader(db);
  const { describe, find, list } = reader;

  /** As it is now that it was changed. */
  const changed = (projectId: string, id: string, isLead: boolean): Promise<Job> => {
    news.listed(projectId);
    return describe(projectId, id, { isLead });
  };

  /** @throws Problem `conflict` when so many more do not fit */
  async function requireRoom(trx: Database, projectId: string, more: number): Promise<void> {
    const there = await countJobs(trx, projectId);
    if (there + more > jobCaps.jobs)
      throw new Problem('conflict', `A project has at most ${jobCaps.jobs} jobs: take away old ones first.`);
  }

  /** Somebody else has it, or nobody (J22). */
  async function handOver(trx: Database, id: string, userId: string | null): Promise<void> {
    await forgetSkips(trx, id);
    await handOverTwins(trx, id, userId, now());
  }

  /** Only its assignee, or a lead where `isLead` says so. */
  async function requireOwn(
    projectId: string,
    id: string,
    actor: Actor,
    isLead = false,
  ): Promise<DescribedJob> {
    const job = await find(projectId, id);
    if (job.assignee_id !== actor.userId && !isLead) throw new Problem('forbidden', 'This job is not yours.');
    return job;
  }

  /** Makes these jobs of images, in the transaction that they are planned in. @throws Problem `conflict` */
  async function give(
    actor: Actor,
    projectId: string,
    dueAt: string | undefined,
    plan: (trx: Database) => Promise<readonly JobPlan[]>,
  ): Promise<Job[]> {
    const rows = await db.transaction().execute(async (trx) => {
      const plans = await plan(trx);
      await requireRoom(trx, projectId, plans.length);
      const numbers = await nextNumbers(trx, projectId, plans.length);
      const at = now();
      const rows = plans.map(({ assigneeId }, i) =>
        jobRow(actor, projectId, { ...numbers[i], assigneeId, dueAt, at }),
      );
      for (const [i, row] of rows.entries()) await insertJob(trx, row, plans[i].imageIds);
      return rows;
    });
    for (const [userId, given] of groupBy(rows, ({ assignee_id }) => assignee_id))
      news.handed(userId, actor, projectId, 'assigned', given);
    news.listed(projectId);
    const made = new Map((await list(projectId, { isLead: true })).map((job) => [job.id, job]));
    return rows.flatMap(({ id }) => made.get(id) ?? []);
  }

  return {
    ...news.hear,
    give,
    loadsOf,

    ...createTakenAway({ db, find, news, now, requireRoom, workers }),
    describe,
    list,
    pictures: reader.pictures,

    /** @throws Problem `bad-request` (images of another project, nobody's member), `conflict` (too many) */
    async create(actor: Actor, projectId: string, job: NewJob): Promise<Job> {
      const imageIds = [...new Set(job.imageIds)];
      const known = await imagesAmong(db, projectId, imageIds);
      if (known.size < imageIds.length)
        throw new Problem('bad-request', 'Some of these images are not in this project.');
      if (job.assigneeId !== undefined) await requireMembers(projectId, [job.assigneeId]);
      const row = await db.transaction().execute(async (trx) => {
        await requireRoom(trx, projectId, 1);
        const [{ name, number }] = await nextNumbers(trx, projectId, 1);
        const row = jobRow(actor, projectId, {
          name: job.name ?? name,
          number,
          assigneeId: job.assigneeId ?? null,
          dueAt: job.dueAt,
          at: now(),
        });
        await insertJob(trx, row, imageIds);
        return row;
      });
      news.handed(row.assignee_id, actor, projectId, 'assigned', [row]);
      return changed(projectId, row.id, true);
    },

    /** J24. @throws Problem `bad-request`, `conflict` when there is nothing to share out or nobody to do it */
    async distribute(
      actor: Actor,
      projectId: string,
      { assigneeIds, dueAt, size, truthEvery }: Distribute,
    ): Promise<Job[]> {
      const people = await loadsOf(projectId, assigneeIds);
      if (assigneeIds === undefined && people.length === 0)
        throw new Problem(
          'conflict',
          'The project has no annotator yet: invite one, or leave the jobs open.',
        );
      const rest = await listUnassigned(db, projectId, jobCaps.jobs * size);
      if (rest.length === 0)
        throw new Problem('conflict', 'Every image is in a job or submitted: there is nothing to share out.');
      const imageIds = rest.map(({ id }) => id);
      return give(actor, projectId, dueAt, async (trx) =>
        truthEvery === undefined
          ? plainPlans(imageIds, size, people)
          : planWithHoneypots(trx, imageIds, people, {
              ...{ projectId, at: now(), by: actor.userId },
              ...{ every: truthEvery, size },
            }),
      );
    },

    /** @throws Problem `not-found`, `bad-request` */
    async change(actor: Actor, projectId: string, id: string, change: JobChange): Promise<Job> {
      const job = await find(projectId, id);
      const { assigneeId, dueAt, name } = change;
      const moves = assigneeId !== undefined && assigneeId !== job.assignee_id;
      if (moves && assigneeId !== null) await requireMembers(projectId, [assigneeId]);
      await db.transaction().execute(async (trx) => {
        await updateJob(trx, id, {
          ...(name !== undefined && { name }),
          ...(dueAt !== undefined && { due_at: dueAt === null ? null : Date.parse(dueAt) }),
          ...(moves && { assignee_id: assigneeId, handed_back_by: null, handed_back_reason: null }),
        });
        if (moves) await handOver(trx, id, assigneeId);
      });
      if (moves) {
        news.handed(job.assignee_id, actor, projectId, 'taken-away', [job]);
        news.handed(assigneeId, actor, projectId, 'assigned', [{ name: name ?? job.name }]);
      }
      return changed(projectId, id, true);
    },

    /** @throws Problem `not-found`, `conflict` when somebody else was quicker */
    async claim(actor: Actor, projectId: string, id: string): Promise<Job> {
      const job = await find(projectId, id);
      if (job.assignee_id !== actor.userId)
        await db.transaction().execute(async (trx) => {
          if (!(await claimJob(trx, id, actor.userId)))
            throw new Problem('conflict', 'Somebody else has this job by now.');
          await handOverTwins(trx, id, actor.userId, now());
        });
      news.moved(projectId, actor.userId);
      return changed(projectId, id, false);
    },

    /** @throws Problem `not-found`, `forbidden`, `conflict` when nobody has it */
    async handBack(
      actor: Actor,
      projectId: string,
      id: string,
      { isLead, reason }: { reason: string; isLead: boolean },
    ): Promise<Job> {
      const job = await requireOwn(projectId, id, actor, isLead);
      if (job.assignee_id === null) throw new Problem('conflict', 'Nobody has this job.');
      await db.transaction().execute(async (trx) => {
        await updateJob(trx, id, {
          assignee_id: null,
          handed_back_by: actor.userId,
          handed_back_reason: reason,
        });
        await handOver(trx, id, null);
      });
      news.handed(job.assignee_id, actor, projectId, 'taken-away', [job]);
      return changed(projectId, id, isLead);
    },

    /** Null takes a skip back. @throws Problem `not-found`, `forbidden` */
    async skip(
      actor: Actor,
      projectId: string,
      { imageId, jobId }: { jobId: string; imageId: string },
      reason: string | null,
    ): Promise<Job> {
      await requireOwn(projectId, jobId, actor);
      const skip = reason === null ? null : { at: now(), reason };
      if (!(await skipImage(db, { jobId, imageId }, skip)))
        throw new Problem('not-found', 'This image is not in the job.');
      news.acted(projectId, actor.userId, imageId);
      return changed(projectId, jobId, false);
    },
  };
}

export type Jobs = ReturnType<typeof createJobs>;
