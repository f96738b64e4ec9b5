import type { AuditAction } from '@maskroom/shared/protocol/audit';
import type { HistoryKind } from '@maskroom/shared/protocol/history';
import type { Transaction } from 'kysely';
import { insertAudit, SERVER_USER_ID } from './auditStore.ts';
import type { InstanceRow } from './instanceTables.ts';
import type { Tables } from './tables.ts';

/** A decision as the history tells of it, and the shape it is about. */
export type Decided = Pick<InstanceRow, 'id' | 'label_id' | 'created_by' | 'reason' | 'geometry_hash'> & {
  readonly kind: HistoryKind;
  /** Null when the server did it by itself. */
  readonly userId: string | null;
};

const actions: Partial<Record<HistoryKind, AuditAction>> = {
  accepted: 'instance-accepted',
  rejected: 'instance-rejected',
  reopened: 'instance-reopened',
};

/**
 * A line of the audit log for each of these that is a decision, whoever or whatever led to it; part of the transaction
 * that stores the decision.
 */
export async function auditDecisions(
  trx: Transaction<Tables>,
  imageId: string,
  at: number,
  happened: readonly Decided[],
): Promise<void> {
  const decided = happened.flatMap((one) => {
    const action = actions[one.kind];
    return action ? [{ ...one, action }] : [];
  });
  if (decided.length === 0) return;
  const image = await trx
    .selectFrom('images')
    .select(['project_id', 'file_name'])
    .where('id', '=', imageId)
    .executeTakeFirstOrThrow();
  const labels = await trx
    .selectFrom('labels')
    .select(['id', 'name'])
    .where('project_id', '=', image.project_id)
    .execute();
  const labelNames = new Map(labels.map(({ id, name }) => [id, name]));
  for (const { action, created_by, geometry_hash, id, label_id, reason, userId } of decided)
    await insertAudit(trx, {
      at,
      actor_id: userId ?? SERVER_USER_ID,
      action,
      project_id: image.project_id,
      subject_id: id,
      details: JSON.stringify({
        image: image.file_name,
        label: labelNames.get(label_id) ?? label_id,
        reason,
        imageId,
        authorId: created_by,
        geometryHash: geometry_hash,
      }),
    });
}
