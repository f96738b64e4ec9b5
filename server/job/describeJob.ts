import { randomUUID } from 'node:crypto';
import type { Job } from '@maskroom/shared/protocol/jobs';
import type { Actor } from '../account/actor.ts';
import type { DescribedJob } from '../store/jobStore.ts';
import type { JobRow } from '../store/jobTables.ts';
import type { Drawn } from '../store/removedJobStore.ts';
import type { Skip } from '../store/skipStore.ts';

interface Details {
  readonly drawn?: Drawn;
  readonly skips?: readonly Skip[];
}

/** A job as the API tells of it. */
export const jobOf = (row: DescribedJob, { drawn, skips }: Details = {}): Job => ({
  id: row.id,
  projectId: row.project_id,
  name: row.name,
  assigneeId: row.assignee_id,
  assigneeName: row.assignee_name,
  createdAt: new Date(row.created_at).toISOString(),
  dueAt: row.due_at === null ? null : new Date(row.due_at).toISOString(),
  images: row.images,
  submitted: row.submitted,
  skipped: row.skipped,
  handedBack:
    row.handed_back_reason === null
      ? null
      : { byName: row.handed_back_name ?? '', reason: row.handed_back_reason },
  skips: [...(skips ?? [])],
  drawn: drawn ?? { pictures: 0, objects: 0 },
  removedAt: row.removed_at === null ? null : new Date(row.removed_at).toISOString(),
});

/** Who looks at jobs. */
export interface JobViewer {
  readonly userId: string;
  readonly isLead: boolean;
  /** The project shows them what others do. */
  readonly seesOthers: boolean;
}

/** The job as somebody may know of it; null: not at all (J26). */
export function jobSeenBy(job: Job, { isLead, seesOthers, userId }: JobViewer): Job | null {
  if (isLead) return job;
  const isTheirs = job.assigneeId === userId;
  if (!isTheirs && !seesOthers && job.assigneeId !== null) return null;
  return isTheirs ? job : { ...job, skips: [] };
}

/** A new job as it is stored. */
export const jobRow = (
  actor: Actor,
  projectId: string,
  of: { name: string; number: number; assigneeId: string | null; dueAt: string | undefined; at: number },
): JobRow => ({
  id: randomUUID(),
  project_id: projectId,
  number: of.number,
  name: of.name,
  assignee_id: of.assigneeId,
  created_at: of.at,
  created_by: actor.userId,
  due_at: of.dueAt === undefined ? null : Date.parse(of.dueAt),
  handed_back_by: null,
  handed_back_reason: null,
  removed_at: null,
});
