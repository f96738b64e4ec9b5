import type { MonitoredProject } from '@maskroom/shared/protocol/monitor';
import { imageState } from '../image/imageState.ts';
import type { Database } from '../store/database.ts';
import { countDone, listReasons } from '../store/doneStore.ts';
import { readWaiting } from '../store/figureStore.ts';
import { countByImage, noInstances } from '../store/instanceStore.ts';
import { readOpenJobs, readReturned } from '../store/queueAgeStore.ts';
import { piecesOf } from '../store/stretch.ts';
import { workOfSubmitted } from '../store/submissionStore.ts';

const HOUR_MS = 3_600_000;
/** A shift. */
const REASONS_MS = 8 * HOUR_MS;
const MOST_REASONS = 8;

/** What goes on in a project, from its log: the same that its figures will say of this moment (L2). */
export async function readMonitoredProject(
  db: Database,
  projectId: string,
  now: number,
): Promise<MonitoredProject> {
  const lastHour = await countDone(db, projectId, now - HOUR_MS);
  const reasons = await listReasons(db, projectId, now - REASONS_MS);
  const waiting = await readWaiting(db, projectId);
  const submitted: number[] = [];
  let rejected = 0;
  for await (const piece of piecesOf(db, projectId)) {
    const counts = await countByImage(db, piece);
    for (const of of counts.values()) rejected += of.rejected;
    for (const { imageId, submittedAt, work } of await workOfSubmitted(db, piece)) {
      const state = imageState(counts.get(imageId) ?? noInstances, work);
      if (state === 'submitted' || state === 'in review') submitted.push(submittedAt);
    }
  }
  return {
    lastHour,
    waiting: {
      ...waiting,
      ...(await readReturned(db, projectId)),
      ...(await readOpenJobs(db, projectId, now)),
      submittedAt: submitted.reduce<number | null>((least, at) => Math.min(least ?? at, at), null),
      submitted: submitted.length,
      rejected,
    },
    reasons: reasons.slice(0, MOST_REASONS),
  };
}
