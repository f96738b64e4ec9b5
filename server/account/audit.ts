import type { AuditAction, AuditEntry, AuditPage } from '@maskroom/shared/protocol/audit';
import { nextPage } from '@maskroom/shared/protocol/page';
import { type AuditQuery, type AuditRow, insertAudit, listAudit } from '../store/auditStore.ts';
import type { Database } from '../store/database.ts';

export interface AuditNote {
  /** Who did it. */
  readonly actorId: string;
  readonly action: AuditAction;
  /** What it was done to: a person, a token, a session, a project or a label. */
  readonly subjectId?: string;
  /** Absent: it concerns the whole server. */
  readonly projectId?: string | null;
  readonly details?: AuditEntry['details'];
}

export type RecordAudit = (db: Database, note: AuditNote) => Promise<void>;

/** Writes a line of the audit log; inside the transaction of the change it tells of, so that neither is without the other. */
export const createRecordAudit =
  (now: () => number): RecordAudit =>
  (db, { action, actorId, details = {}, projectId = null, subjectId = null }) =>
    insertAudit(db, {
      at: now(),
      actor_id: actorId,
      action,
      project_id: projectId,
      subject_id: subjectId,
      details: JSON.stringify(details),
    });

export const createAuditPages = ({ db }: { readonly db: Database }) => ({
  /** Newest first. Asks for no rights: whoever shows it has asked. */
  async auditPage(query: AuditQuery): Promise<AuditPage> {
    const rows = await listAudit(db, query);
    return { entries: rows.map(entryOf), next: nextPage(rows, query.limit) };
  },
});

const entryOf = (row: AuditRow): AuditEntry => ({
  seq: row.seq,
  at: new Date(row.at).toISOString(),
  actorId: row.actor_id,
  actorName: row.actor_name,
  action: row.action,
  projectId: row.project_id,
  projectName: row.project_name,
  subjectId: row.subject_id,
  subjectName: row.subject_name,
  details: JSON.parse(row.details),
});
