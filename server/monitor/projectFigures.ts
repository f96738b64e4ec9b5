import type { MonitoredProject } from '@maskroom/shared/protocol/monitor';
import { imageState } from '../image/imageState.ts';
import type { Database } from '../store/database.ts';
import { countDone, listReasons } from '../store/doneStore.ts';
import { readWaiting } from '../store/figureStore.ts';
import { countByImage, noInstances } from '../store/instanceStore.ts';
import { readOpenJobs, readReturned } from '../store/queueAgeStore.ts';
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
  const counts = await countByImage(db, projectId);
  const submitted = (await workOfSubmitted(db, projectId)).filter(({ imageId, work }) => {
    const state = imageState(counts.get(imageId) ?? noInstances, work);
    return state === 'submitted' || state === 'in review';
  });
  return {
    lastHour,
    waiting: {
      ...waiting,
      ...(await readReturned(db, projectId)),
      ...(await readOpenJobs(db, projectId, now)),
      submittedAt: submitted.reduce<number | null>(
        (least, { submittedAt }) => Math.min(least ?? submittedAt, submittedAt),
        null,
      ),
      rejected: [...counts.values()].reduce((sum, { rejected }) => sum + rejected, 0),
      submitted: submitted.length,
    },
    reasons: reasons.slice(0, MOST_REASONS),
  };
}
