import { randomInt } from 'node:crypto';
import type { Database } from '../store/database.ts';
import { listUnseenTruths } from '../store/truthStore.ts';
import { insertTwins } from '../store/twinStore.ts';
import type { JobPlan } from './jobPlan.ts';

interface Mixing {
  readonly projectId: string;
  /** One in so many of the job's images. */
  readonly every: number;
  readonly at: number;
  readonly by: string;
}

/** Puts ground truth among the images of jobs that somebody has (Q30). Part of a transaction. */
export async function mixHoneypots(
  trx: Database,
  plans: readonly JobPlan[],
  mixing: Mixing,
): Promise<JobPlan[]> {
  const mixed: JobPlan[] = [];
  for (const { assigneeId, imageIds } of plans) {
    const all = assigneeId === null ? imageIds : await mixInto(trx, imageIds, assigneeId, mixing);
    mixed.push({ assigneeId, imageIds: all });
  }
  return mixed;
}

/** Twins at random places; fewer than asked for where this person has had most of the truth. */
async function mixInto(
  trx: Database,
  imageIds: readonly string[],
  userId: string,
  { every, projectId, ...made }: Mixing,
): Promise<string[]> {
  const mixed = [...imageIds];
  // What is left of the rate after whole ones is a chance: small jobs have some, too.
  const wanted = Math.floor((imageIds.length + randomInt(every)) / every);
  const truths = wanted === 0 ? [] : await listUnseenTruths(trx, projectId, userId);
  const chosen = [];
  while (chosen.length < wanted && truths.length > 0)
    chosen.push(...truths.splice(randomInt(truths.length), 1));
  for (const id of await insertTwins(trx, chosen, { ...made, kind: 'honeypot', userId }))
    mixed.splice(randomInt(mixed.length + 1), 0, id);
  return mixed;
}
