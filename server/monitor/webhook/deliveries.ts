import { limitConcurrency } from '@maskroom/shared/base/limitConcurrency';
import { createListeners } from '@maskroom/shared/base/listeners';
import { toProblem } from '@maskroom/shared/base/problem';
import type { DeliveryRow } from '../../store/alertTables.ts';
import type { Database } from '../../store/database.ts';
import {
  addDelivery,
  findWebhook,
  listDueDeliveries,
  listUndelivered,
  nextDeliveryAt,
  settleDelivery,
} from '../../store/webhookStore.ts';
import { postSigned } from './postSigned.ts';
import { findReceiver, type Resolve } from './receiver.ts';
import { createWakefulLoop, type WakefulLoop } from './wakefulLoop.ts';

const MINUTE_MS = 60_000;
/** After the first, second … attempt; behind the last it has failed. */
const RETRY_MS = [10_000, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 120 * MINUTE_MS];
/** Requests under way, all projects together: each ends within ten seconds. */
const AT_ONCE = 16;

export interface DeliveriesOptions {
  readonly db: Database;
  readonly onError: (cause: unknown) => void;
  readonly allowLocal: boolean;
  readonly resolve?: Resolve;
  /** Default {@link RETRY_MS}. */
  readonly retryMs?: readonly number[];
  readonly now?: () => number;
}

/** Sends what is to be sent to webhooks, again later where it did not arrive. */
export interface Deliveries {
  /** Told when something is to be sent, and what became of it; once it is on disk. */
  onChange(listener: (projectId: string) => void): unknown;
  /** Does nothing where the project has no webhook. Resolves once it is on disk, before it is sent. */
  add(projectId: string, event: string, content: object): Promise<void>;
  /** Takes up what an earlier run of the server left. */
  start(): void;
  close(): Promise<void>;
}

export function createDeliveries({
  db,
  onError,
  allowLocal,
  resolve,
  retryMs = RETRY_MS,
  now = Date.now,
}: DeliveriesOptions): Deliveries {
  const ending = new AbortController();
  const changes = createListeners<[projectId: string]>();
  const limited = limitConcurrency({ running: AT_ONCE, waiting: Number.POSITIVE_INFINITY });
  /** One for each project that ever had something to send: a receiver that hangs holds up no other. */
  const loops = new Map<string, WakefulLoop>();

  async function attempt(row: DeliveryRow): Promise<void> {
    const webhook = await findWebhook(db, row.project_id);
    if (!webhook) {
      const problem = 'The webhook was removed.';
      await settle(row, { ...row, status: 'failed', problem, next_at: null });
      return;
    }
    const attempts = row.attempts + 1;
    const outcome = await post(row, webhook.url, webhook.secret);
    // What a stop of the server cut is tried again from its next start, as if it had not begun.
    if (ending.signal.aborted) return;
    const { answer, problem } = outcome;
    const isDelivered = problem === null;
    const retry = retryMs[attempts - 1];
    const next_at = isDelivered || retry === undefined ? null : now() + retry;
    const status = isDelivered ? 'delivered' : next_at === null ? 'failed' : 'waiting';
    await settle(row, { status, attempts, answer, problem, next_at });
  }

  async function settle(
    { id, project_id }: DeliveryRow,
    outcome: Parameters<typeof settleDelivery>[2],
  ): Promise<void> {
    await settleDelivery(db, id, outcome);
    changes.tell(project_id);
  }

  async function post(row: DeliveryRow, url: string, secret: string) {
    try {
      const receiver = await findReceiver(url, { allowLocal, resolve });
      const { body, event, id: deliveryId } = row;
      const sent = { body, deliveryId, event, secret, now: now(), signal: ending.signal };
      const answer = await postSigned(receiver, sent);
      const isTaken = answer >= 200 && answer < 300;
      return { answer, problem: isTaken ? null : `It answered ${answer}.` };
    } catch (cause) {
      const { code, message } = toProblem(cause);
      return { answer: null, problem: code === 'internal' ? reasonOf(cause) : message };
    }
  }

  /** One after the other. What comes late comes behind what was sent meanwhile: `at` tells. */
  async function workOn(projectId: string): Promise<number | null> {
    for (const row of await listDueDeliveries(db, projectId, now()))
      await limited(async () => {
        if (!ending.signal.aborted) await attempt(row);
      });
    const next = await nextDeliveryAt(db, projectId);
    return next === null ? null : next - now();
  }

  function wake(projectId: string): void {
    if (ending.signal.aborted) return;
    const loop = loops.get(projectId) ?? createWakefulLoop({ work: () => workOn(projectId), onError });
    loops.set(projectId, loop);
    loop.wake();
  }

  async function wakeAll(): Promise<void> {
    for (const projectId of await listUndelivered(db)) wake(projectId);
  }

  return {
    onChange: changes.add,
    async add(projectId, event, content) {
      if (!(await findWebhook(db, projectId))) return;
      const at = now();
      const body = JSON.stringify({ event, at: new Date(at).toISOString(), ...content });
      const waiting = { status: 'waiting', attempts: 0, answer: null, problem: null, next_at: at } as const;
      await addDelivery(db, { project_id: projectId, at, event, body, ...waiting });
      changes.tell(projectId);
      wake(projectId);
    },
    start: () => void wakeAll().catch(onError),
    async close() {
      ending.abort();
      await Promise.all([...loops.values()].map((loop) => loop.close()));
    },
  };
}

/** What the network said, without the address that a redirect or a proxy may have put there. */
function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (cause instanceof Error && /Timeout|Abort/.test(cause.name)) return 'It did not answer in time.';
  return `It could not be reached${code ? ` (${code})` : ''}.`;
}
