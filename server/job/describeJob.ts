import { randomUUID } from 'node:crypto';
import type { Job } from '@maskroom/shared/protocol/jobs';
import type { Actor } from '../account/actor.ts';
import type { DescribedJob } from '../store/jobStore.ts';
import type { JobRow } from '../store/jobTables.ts';

/** A job as the API tells of it. */
export const jobOf = (row: DescribedJob): Job => ({
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
});

/** A new job as it is stored. */
export const jobRow = (
  actor: Actor,
  projectId: string,
  of: { name: string; assigneeId: string | null; dueAt: string | undefined; at: number },
): JobRow => ({
  id: randomUUID(),
  project_id: projectId,
  name: of.name,
  assignee_id: of.assigneeId,
  created_at: of.at,
  created_by: actor.userId,
  due_at: of.dueAt === undefined ? null : Date.parse(of.dueAt),
  handed_back_by: null,
  handed_back_reason: null,
});
