import { randomInt } from 'node:crypto';
import { jobCaps } from '@maskroom/shared/protocol/jobs';
import type { Database } from '../store/database.ts';
import { listUnseenTruths } from '../store/truthStore.ts';
import { insertTwins } from '../store/twinStore.ts';
import type { Load } from '../store/workStore.ts';
import { share } from './distribute.ts';
import type { JobPlan } from './jobPlan.ts';

interface Mixing {
  readonly projectId: string;
  /** Images of a job, with the ground truth among them: a longer one would tell that it has some. */
  readonly size: number;
  /** One in so many of the job's images. */
  readonly every: number;
  readonly at: number;
  readonly by: string;
}

/** Shares images out in jobs with ground truth among them (Q30). Part of a transaction. */
export async function planWithHoneypots(
  trx: Database,
  imageIds: readonly string[],
  people: readonly Load[],
  mixing: Mixing,
): Promise<JobPlan[]> {
  const { every, size } = mixing;
  const leastOwn = size - mostTwins(size, every);
  const most = Math.min(jobCaps.jobs, Math.ceil(imageIds.length / leastOwn));
  const assignees = share(Array<number>(most).fill(size), people);
  const plans: JobPlan[] = [];
  for (let from = 0; from < imageIds.length && plans.length < most; ) {
    const assigneeId = assignees[plans.length];
    const run = imageIds.slice(from, from + size);
    const twins = assigneeId === null ? [] : await makeTwins(trx, run.length, assigneeId, mixing);
    const mixed = run.slice(0, size - twins.length);
    from += mixed.length;
    for (const id of twins) mixed.splice(randomInt(mixed.length + 1), 0, id);
    plans.push({ assigneeId, imageIds: mixed });
  }
  return plans;
}

/** Never a whole job. */
const mostTwins = (images: number, every: number): number => Math.min(images - 1, Math.ceil(images / every));

/** Fewer than asked for where this person has had most of the truth. */
async function makeTwins(
  trx: Database,
  images: number,
  userId: string,
  { at, by, every, projectId }: Mixing,
): Promise<string[]> {
  // What is left of the rate after whole ones is a chance: small jobs have some, too.
  const wanted = Math.min(mostTwins(images, every), Math.floor((images + randomInt(every)) / every));
  const truths = wanted === 0 ? [] : await listUnseenTruths(trx, projectId, userId);
  const chosen = [];
  while (chosen.length < wanted && truths.length > 0)
    chosen.push(...truths.splice(randomInt(truths.length), 1));
  return insertTwins(trx, chosen, { at, by, kind: 'honeypot', userId });
}
