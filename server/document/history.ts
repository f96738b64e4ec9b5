import { Problem } from '@maskroom/shared/base/problem';
import type { HistoryEntry, HistoryPage, HistoryQuery, Restored } from '@maskroom/shared/protocol/history';
import { nextPage } from '@maskroom/shared/protocol/page';
import { readAnswers } from '../store/attributeColumns.ts';
import type { Database } from '../store/database.ts';
import { type HistoryRow, instancesAt, listHistory, type PastInstance } from '../store/historyStore.ts';
import { listLabels } from '../store/projectStore.ts';
import type { Documents } from './documents.ts';
import { restoreDocument } from './restore.ts';

/** What happened on an image, and the way back to any moment of it. Asks for no rights: whoever calls has asked. */
export interface DocumentHistory {
  /** Newest first. */
  page(imageId: string, query: HistoryQuery): Promise<HistoryPage>;
  /** What was there right after the entry `seq`, or one instance of it; 0 is before the first. */
  at(imageId: string, seq: number, instanceId?: string): Promise<PastInstance[]>;
  /** Writes that moment's instances over those of now, as an edit of this user. @throws Problem `not-found` */
  restore(
    image: { readonly id: string; readonly projectId: string },
    seq: number,
    userId: string,
  ): Promise<Restored>;
}

export const createDocumentHistory = (
  db: Database,
  documents: Pick<Documents, 'edit'>,
  now = Date.now,
): DocumentHistory => ({
  async page(imageId, query) {
    const rows = await listHistory(db, imageId, query);
    return { entries: rows.map(entryOf), next: nextPage(rows, query.limit) };
  },
  at: (imageId, seq, instanceId) => instancesAt(db, imageId, seq, instanceId),
  async restore({ id, projectId }, seq, userId) {
    const [rows, labels] = await Promise.all([instancesAt(db, id, seq), listLabels(db, [projectId])]);
    const remembered = rows.map((row) => ({
      id: row.instance_id,
      label: row.label_id,
      geometry: row.geometry,
      createdBy: row.created_by,
      source: row.source,
      predictedIou: row.predicted_iou,
      stabilityScore: row.stability_score,
      attributes: readAnswers(row.attributes),
      group: row.group_id,
      order: row.draw_order,
    }));
    let restored: Restored | undefined;
    await documents.edit(id, userId, (doc) => {
      restored = restoreDocument(doc, remembered, new Set(labels.map((label) => label.id)), now());
    });
    if (!restored) throw new Problem('internal');
    return restored;
  },
});

const entryOf = (row: HistoryRow): HistoryEntry => ({
  seq: row.seq,
  at: new Date(row.at).toISOString(),
  kind: row.kind,
  instanceId: row.instance_id,
  label: row.label,
  userId: row.user_id,
  userName: row.user_name,
  reason: row.reason,
});
