import type { PageQuery } from '@maskroom/shared/protocol/page';
import type { Insertable, Selectable } from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

export type NewAuditRow = Insertable<Tables['audit']>;
export type AuditRow = Selectable<Tables['audit']> & {
  readonly actor_name: string | null;
  readonly subject_name: string | null;
};

export async function insertAudit(db: Database, row: NewAuditRow): Promise<void> {
  await db.insertInto('audit').values(row).execute();
}

/** Newest first; `projectId` undefined: of the whole server. */
export function listAudit(
  db: Database,
  { before, limit, projectId }: PageQuery & { projectId?: string },
): Promise<AuditRow[]> {
  let rows = db
    .selectFrom('audit as a')
    .leftJoin('users as u', 'u.id', 'a.actor_id')
    .leftJoin('users as s', 's.id', 'a.subject_id')
    .selectAll('a')
    .select(['u.name as actor_name', 's.name as subject_name'])
    .orderBy('a.seq', 'desc')
    .limit(limit);
  if (before !== undefined) rows = rows.where('a.seq', '<', before);
  if (projectId !== undefined) rows = rows.where('a.project_id', '=', projectId);
  return rows.execute();
}
