import { type AuditTopic, auditActionsAbout } from '@maskroom/shared/protocol/audit';
import type { PageQuery } from '@maskroom/shared/protocol/page';
import type { Insertable, Selectable } from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** Acts where nobody else does. */
export const SERVER_USER_ID = 'maskroom';

export type NewAuditRow = Insertable<Tables['audit']>;
export type AuditRow = Selectable<Tables['audit']> & {
  readonly actor_name: string | null;
  readonly subject_name: string | null;
  readonly project_name: string | null;
};

/** Give the transaction of what they tell of. */
export async function insertAudit(db: Database, row: NewAuditRow): Promise<void> {
  await db.insertInto('audit').values(row).execute();
}

export type AuditQuery = PageQuery & {
  /** Absent: of the whole server. */
  readonly projectId?: string;
  /** Absent: about everything. */
  readonly about?: AuditTopic;
};

/** Newest first. */
export function listAudit(
  db: Database,
  { about, before, limit, projectId }: AuditQuery,
): Promise<AuditRow[]> {
  let rows = db
    .selectFrom('audit as a')
    .leftJoin('users as u', 'u.id', 'a.actor_id')
    .leftJoin('users as s', 's.id', 'a.subject_id')
    .leftJoin('projects as p', 'p.id', 'a.project_id')
    .selectAll('a')
    .select(['u.name as actor_name', 's.name as subject_name', 'p.name as project_name'])
    .orderBy('a.seq', 'desc')
    .limit(limit);
  if (before !== undefined) rows = rows.where('a.seq', '<', before);
  if (projectId !== undefined) rows = rows.where('a.project_id', '=', projectId);
  if (about !== undefined) rows = rows.where('a.action', 'in', auditActionsAbout[about]);
  return rows.execute();
}
