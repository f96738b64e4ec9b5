import type { Insertable } from 'kysely';
import type { DeliveryRow, DeliveryTable, WebhookRow } from './alertTables.ts';
import type { Database } from './database.ts';

/** Deliveries that are kept of a project. */
const MOST_KEPT = 100;

export const findWebhook = (db: Database, projectId: string): Promise<WebhookRow | undefined> =>
  db.selectFrom('webhooks').selectAll().where('project_id', '=', projectId).executeTakeFirst();

export async function putWebhook(db: Database, row: WebhookRow): Promise<void> {
  await db
    .insertInto('webhooks')
    .values(row)
    .onConflict((on) => on.column('project_id').doUpdateSet(row))
    .execute();
}

/** False when there was none. */
export async function deleteWebhook(db: Database, projectId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('webhooks')
    .where('project_id', '=', projectId)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Forgets the oldest where there are too many. */
export async function addDelivery(db: Database, row: Insertable<DeliveryTable>): Promise<void> {
  await db.insertInto('webhook_deliveries').values(row).execute();
  await db
    .deleteFrom('webhook_deliveries')
    .where('project_id', '=', row.project_id)
    .where(
      'id',
      'not in',
      db
        .selectFrom('webhook_deliveries')
        .select('id')
        .where('project_id', '=', row.project_id)
        .orderBy('id', 'desc')
        .limit(MOST_KEPT),
    )
    .execute();
}

/** Newest first. */
export const listDeliveries = (db: Database, projectId: string, limit: number): Promise<DeliveryRow[]> =>
  db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('project_id', '=', projectId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();

/** Projects with something to send, now or later. */
export async function listUndelivered(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('webhook_deliveries')
    .select('project_id')
    .distinct()
    .where('next_at', 'is not', null)
    .execute();
  return rows.map(({ project_id }) => project_id);
}

/** Of a project, oldest first. */
export const listDueDeliveries = (db: Database, projectId: string, now: number): Promise<DeliveryRow[]> =>
  db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('next_at', '<=', now)
    .orderBy('id')
    .execute();

/** When the project's next one is due; null: none waits. */
export async function nextDeliveryAt(db: Database, projectId: string): Promise<number | null> {
  const row = await db
    .selectFrom('webhook_deliveries')
    .select('next_at')
    .where('project_id', '=', projectId)
    .where('next_at', 'is not', null)
    .orderBy('next_at')
    .limit(1)
    .executeTakeFirst();
  return row?.next_at ?? null;
}

export const settleDelivery = (
  db: Database,
  id: number,
  outcome: Pick<DeliveryRow, 'status' | 'attempts' | 'answer' | 'problem' | 'next_at'>,
) => db.updateTable('webhook_deliveries').set(outcome).where('id', '=', id).execute();
