import { createListeners } from '@maskroom/shared/base/listeners';
import { Problem } from '@maskroom/shared/base/problem';
import type { AlertRules, AlertSettings, Delivery } from '@maskroom/shared/protocol/alerts';
import type { RecordAudit } from '../../account/audit.ts';
import { newSecret } from '../../account/secrets.ts';
import { putAlertRules, readAlertRules } from '../../store/alertStore.ts';
import type { DeliveryRow } from '../../store/alertTables.ts';
import type { Database } from '../../store/database.ts';
import { findProject } from '../../store/projectStore.ts';
import { deleteWebhook, findWebhook, listDeliveries, putWebhook } from '../../store/webhookStore.ts';
import type { Deliveries } from '../webhook/deliveries.ts';
import { findReceiver, type ReceiverOptions } from '../webhook/receiver.ts';
import type { Alerts } from './alerts.ts';

/** That a lead is shown. */
const MOST_SHOWN = 50;

interface DeskParts extends ReceiverOptions {
  readonly db: Database;
  readonly alerts: Pick<Alerts, 'list' | 'setRules'>;
  readonly deliveries: Pick<Deliveries, 'add'>;
  readonly record: RecordAudit;
  readonly now?: () => number;
}

/** What leads set up and look up. Whether the caller may is asked before. */
export function createAlertDesk({ alerts, db, deliveries, record, now = Date.now, ...receiving }: DeskParts) {
  const changes = createListeners<[projectId: string]>();
  async function read(projectId: string): Promise<AlertSettings> {
    const webhook = await findWebhook(db, projectId);
    return {
      rules: await readAlertRules(db, projectId),
      alerts: await alerts.list(projectId),
      webhook: webhook ? { url: webhook.url, createdAt: isoOf(webhook.created_at) } : null,
      deliveries: (await listDeliveries(db, projectId, MOST_SHOWN)).map(deliveryOf),
    };
  }

  return {
    read,
    /** Told when a project's rules or its webhook are others. */
    onChange: changes.add,

    async setRules(actor: { readonly userId: string }, projectId: string, rules: AlertRules) {
      await db.transaction().execute(async (trx) => {
        await putAlertRules(trx, projectId, rules);
        const details = {
          maskLatencyMs: rules.maskLatency?.overMs ?? null,
          rejectionPercent: rules.rejectionRate?.overPercent ?? null,
          rejectionDecisions: rules.rejectionRate?.decisions ?? null,
          queueIdleMinutes: rules.queueIdle?.minutes ?? null,
        };
        await record(trx, {
          actorId: actor.userId,
          action: 'alerts-changed',
          projectId,
          subjectId: projectId,
          details,
        });
      });
      await alerts.setRules(projectId, rules);
      changes.tell(projectId);
      return read(projectId);
    },

    /** In the place of an earlier one, with a new secret. @throws Problem `bad-request` */
    async setWebhook(actor: { readonly userId: string }, projectId: string, url: string) {
      const { host, href } = (await findReceiver(url, receiving)).url;
      const secret = newSecret();
      await db.transaction().execute(async (trx) => {
        const of = { project_id: projectId, created_at: now(), created_by: actor.userId };
        await putWebhook(trx, { ...of, url: href, secret });
        // Addresses hold keys of their own often: the log names the host only.
        await record(trx, {
          actorId: actor.userId,
          action: 'webhook-set',
          projectId,
          subjectId: projectId,
          details: { host },
        });
      });
      changes.tell(projectId);
      return { url: href, secret };
    },

    /** @throws Problem `not-found` */
    async removeWebhook(actor: { readonly userId: string }, projectId: string): Promise<void> {
      await db.transaction().execute(async (trx) => {
        if (!(await deleteWebhook(trx, projectId))) throw new Problem('not-found', 'There is no webhook.');
        const of = { actorId: actor.userId, projectId, subjectId: projectId };
        await record(trx, { ...of, action: 'webhook-removed' });
      });
      changes.tell(projectId);
    },

    /** Sends something for nothing, so that a lead sees whether it arrives. @throws Problem `not-found` */
    async tryWebhook(projectId: string): Promise<void> {
      const project = await findProject(db, projectId);
      if (!project || !(await findWebhook(db, projectId)))
        throw new Problem('not-found', 'There is no webhook.');
      await deliveries.add(projectId, 'test', { project: { id: projectId, name: project.name } });
    },
  };
}

export type AlertDesk = ReturnType<typeof createAlertDesk>;

const isoOf = (at: number): string => new Date(at).toISOString();

const deliveryOf = ({
  answer,
  at,
  attempts,
  event,
  id,
  next_at,
  problem,
  status,
}: DeliveryRow): Delivery => ({
  id,
  at: isoOf(at),
  event,
  status,
  attempts,
  answer,
  problem,
  nextAt: next_at === null ? null : isoOf(next_at),
});
