import type { WorkItem } from '@maskroom/shared/protocol/jobs';
import type { Image } from '../image/images.ts';
import type { Database } from '../store/database.ts';
import { listUnassigned } from '../store/jobStore.ts';
import { hasJob, listAssigned, listRejected, listReturned } from '../store/workStore.ts';

/** A person works from the top; what is below comes up as the top is done. */
const MOST_LISTED = 500;

const nothing = { reason: null, byName: null, rejected: 0, jobId: null, dueAt: null } as const;

/** What waits for a person in a project, in the order in which it should be done (J30). */
export async function listWork(db: Database, projectId: string, userId: string): Promise<WorkItem[]> {
  const own = await listOwnWork(db, projectId, userId);
  if (await hasJob(db, projectId, userId)) return own;
  const known = new Set(own.map(({ imageId }) => imageId));
  const open = (await listUnassigned(db, projectId, MOST_LISTED)).filter(({ id }) => !known.has(id));
  return [
    ...own,
    ...open.map(({ file_name, id }) => ({
      ...nothing,
      imageId: id,
      fileName: file_name,
      kind: 'open' as const,
    })),
  ];
}

/** Without what nobody was asked for. */
async function listOwnWork(db: Database, projectId: string, userId: string): Promise<WorkItem[]> {
  const items = new Map<string, WorkItem>();
  const add = (item: WorkItem) => {
    if (!items.has(item.imageId)) items.set(item.imageId, item);
  };
  for (const row of await listReturned(db, projectId, userId))
    add({ ...named(row), kind: 'returned', reason: row.reason, byName: row.by_name });
  for (const row of await listRejected(db, projectId, userId))
    add({
      ...named(row),
      kind: 'rejected',
      reason: row.reason,
      byName: row.by_name,
      rejected: row.rejected,
    });
  for (const row of await listAssigned(db, projectId, userId, MOST_LISTED))
    add({
      ...named(row),
      kind: 'job',
      jobId: row.job_id,
      dueAt: row.due_at === null ? null : new Date(row.due_at).toISOString(),
    });
  return [...items.values()];
}

const named = (row: { readonly image_id: string; readonly file_name: string }) => ({
  ...nothing,
  imageId: row.image_id,
  fileName: row.file_name,
});

/**
 * The ids of images that come behind this one for a person with jobs: in their order from where it stands, from the
 * top where it is not listed. Null for somebody without any, who goes through the project in its order.
 */
export async function nextOf(
  db: Database,
  userId: string,
  { id, projectId }: Pick<Image, 'id' | 'projectId'>,
  most: number,
): Promise<string[] | null> {
  if (!(await hasJob(db, projectId, userId))) return null;
  const ids = (await listOwnWork(db, projectId, userId)).map(({ imageId }) => imageId);
  const behind = ids.slice(ids.indexOf(id) + 1);
  return behind.filter((other) => other !== id).slice(0, most);
}
