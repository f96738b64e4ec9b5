import { sql } from 'kysely';
import type { Database } from './database.ts';

export interface DoneCounts {
  readonly added: number;
  readonly accepted: number;
  readonly rejected: number;
}

/** How many objects were added and decisions made since a moment, over all images of the project. */
export async function countDone(db: Database, projectId: string, since: number): Promise<DoneCounts> {
  const rows = await db
    .selectFrom('instance_history as h')
    .innerJoin('pictures as p', 'p.id', 'h.image_id')
    .select(['h.kind', sql<number>`count(*)`.as('count')])
    .where('p.project_id', '=', projectId)
    .where('h.at', '>=', since)
    .where('h.kind', 'in', ['added', 'accepted', 'rejected'])
    .groupBy('h.kind')
    .execute();
  const of = (kind: keyof DoneCounts): number => rows.find((row) => row.kind === kind)?.count ?? 0;
  return { added: of('added'), accepted: of('accepted'), rejected: of('rejected') };
}
