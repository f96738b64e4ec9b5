import { entryOf } from '@maskroom/shared/base/groups';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import { seenBy } from './twinStore.ts';

/** Images that came back to whoever submitted them, longest waiting first. */
export const listReturned = (db: Database, projectIds: readonly string[], userId: string) =>
  db
    .selectFrom('submissions as s')
    .innerJoin('images as p', 'p.id', 's.image_id')
    .leftJoin('users as u', 'u.id', 's.returned_by')
    .select(['p.id as image_id', 'p.project_id', 'p.file_name', 's.return_reason as reason'])
    .select('u.name as by_name')
    .where('p.project_id', 'in', projectIds)
    .where('s.user_id', '=', userId)
    .where('s.returned_at', 'is not', null)
    .where(seenBy(userId))
    .orderBy('s.returned_at')
    .execute();

/** An image with rejected objects of one person, and why: once for each who said what, the last first. */
export interface RejectedImage {
  readonly image_id: string;
  readonly project_id: string;
  readonly file_name: string;
  readonly rejections: readonly {
    readonly reason: string | null;
    readonly byName: string | null;
    readonly objects: number;
  }[];
}

/** Longest waiting first. */
export async function listRejected(
  db: Database,
  projectIds: readonly string[],
  userId: string,
): Promise<RejectedImage[]> {
  const rows = await db
    .selectFrom('instances as i')
    .innerJoin('images as p', 'p.id', 'i.image_id')
    .leftJoin('users as u', 'u.id', 'i.decided_by')
    .select(['p.id as image_id', 'p.project_id', 'p.file_name', 'i.reason', 'u.name as byName'])
    .select([sql<number>`max(i.decided_at)`.as('last'), sql<number>`count(*)`.as('objects')])
    .where('p.project_id', 'in', projectIds)
    .where('i.created_by', '=', userId)
    .where('i.decision', '=', 'rejected')
    .where(seenBy(userId))
    .groupBy(['p.id', 'i.decided_by', 'i.reason'])
    .orderBy('last', 'desc')
    .execute();
  const images = new Map<string, RejectedImage & { rejections: RejectedImage['rejections'][number][] }>();
  for (const { byName, file_name, image_id, objects, project_id, reason } of rows) {
    entryOf(images, image_id, () => ({ image_id, project_id, file_name, rejections: [] })).rejections.push({
      reason,
      byName,
      objects,
    });
  }
  return [...images.values()].reverse();
}
