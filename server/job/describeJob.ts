import type { Job } from '@maskroom/shared/protocol/jobs';
import type { DescribedJob } from '../store/jobStore.ts';

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
