import type { CameBack, WorkItem } from '@maskroom/shared/protocol/jobs';
import { listRejected, listReturned, type RejectedImage } from '../store/cameBackStore.ts';
import type { Database } from '../store/database.ts';
import { listProjects } from '../store/projectStore.ts';

/** What a work item says where nothing is said. */
export const nothing = {
  reason: null,
  byName: null,
  rejected: 0,
  rejections: [],
  jobId: null,
  dueAt: null,
  jobName: null,
  jobPlace: 0,
  jobImages: 0,
} satisfies Partial<WorkItem>;

interface Named {
  readonly image_id: string;
  readonly project_id: string;
  readonly file_name: string;
}

const rejectedIn = ({ rejections }: Pick<RejectedImage, 'rejections'>) => ({
  rejected: rejections.reduce((sum, { objects }) => sum + objects, 0),
  rejections: [...rejections],
});

/** What was returned to this person, then where objects of theirs were rejected, longest waiting first (J30). */
export async function listCameBack(
  db: Database,
  projectIds: readonly string[],
  userId: string,
): Promise<(WorkItem & { readonly projectId: string })[]> {
  const [returned, rejected] = [
    await listReturned(db, projectIds, userId),
    await listRejected(db, projectIds, userId),
  ];
  const rejectedOf = new Map(rejected.map((row) => [row.image_id, row]));
  const isReturned = new Set(returned.map((row) => row.image_id));
  const named = ({ file_name, image_id, project_id }: Named) => ({
    ...nothing,
    imageId: image_id,
    fileName: file_name,
    projectId: project_id,
  });
  return [
    ...returned.map((row) => ({
      ...named(row),
      kind: 'returned' as const,
      reason: row.reason,
      byName: row.by_name,
      ...rejectedIn(rejectedOf.get(row.image_id) ?? { rejections: [] }),
    })),
    ...rejected
      .filter((row) => !isReturned.has(row.image_id))
      .map((row) => ({
        ...named(row),
        kind: 'rejected' as const,
        reason: row.rejections[0].reason,
        byName: row.rejections[0].byName,
        ...rejectedIn(row),
      })),
  ];
}

/** {@link listCameBack} of all these projects, for whoever is in none of them. */
export async function listCameBackAnywhere(
  db: Database,
  projectIds: readonly string[],
  userId: string,
): Promise<CameBack[]> {
  if (projectIds.length === 0) return [];
  const names = new Map((await listProjects(db, projectIds)).map(({ id, name }) => [id, name]));
  const items = await listCameBack(db, projectIds, userId);
  return items.map((item) => ({ ...item, projectName: names.get(item.projectId) ?? '' }));
}
