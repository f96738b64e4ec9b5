import { randomUUID } from 'node:crypto';
import { createListeners } from '@maskroom/shared/base/listeners';
import type { Alert, AlertRules } from '@maskroom/shared/protocol/alerts';
import type { MonitoredProject } from '@maskroom/shared/protocol/monitor';
import { SerialQueue } from '../../document/SerialQueue.ts';
import {
  endAlert,
  insertAlert,
  lastDecidedAt,
  listAlertRules,
  listAlerts,
  listOpenAlerts,
} from '../../store/alertStore.ts';
import type { AlertRow } from '../../store/alertTables.ts';
import type { Database } from '../../store/database.ts';
import type { ProjectWatch } from '../projectWatch.ts';
import { type Judgement, judge } from './judge.ts';
import { LatencyWindow } from './latencyWindow.ts';

/** Waiting and latencies change with the time alone. */
const JUDGE_MS = 15_000;
const MINUTE_MS = 60_000;
/** That a lead is shown. */
const MOST_SHOWN = 50;

export interface AlertParts {
  readonly db: Database;
  readonly projects: Pick<ProjectWatch, 'watch'>;
  readonly onError: (projectId: string, cause: unknown) => void;
  readonly now?: () => number;
}

/** Holds the figures of projects against their rules, and tells when an episode begins and ends. SPEC.md has the rules (A). */
export interface Alerts {
  /** Told once it is on disk. */
  onChange(listener: (projectId: string, alert: Alert) => void): () => void;
  /** Takes up every project that has rules. */
  start(): Promise<void>;
  /** The project's rules are others from now on. */
  setRules(projectId: string, rules: AlertRules): Promise<void>;
  /** Somebody waited so long for a mask. */
  promptAnswered(projectId: string, latencyMs: number): void;
  /** Newest first. */
  list(projectId: string): Promise<Alert[]>;
  /** Judges now. Resolves when what follows is on disk. */
  judgeAll(): Promise<void>;
  close(): Promise<void>;
}

interface Judged {
  rules: AlertRules;
  figures: MonitoredProject;
  end: () => void;
  readonly latencies: LatencyWindow;
  readonly turns: SerialQueue;
}

export function createAlerts({ db, projects, onError, now = Date.now }: AlertParts): Alerts {
  const changes = createListeners<[projectId: string, alert: Alert]>();
  const judged = new Map<string, Judged>();
  /** Two changes of the rules at once must not both begin to watch. */
  const takingUp = new SerialQueue();
  const timer = setInterval(() => void judgeAll(), JUDGE_MS).unref();
  let isClosed = false;

  async function take(projectId: string, { kind, threshold, value, verdict }: Judgement): Promise<void> {
    if (verdict === 'stay') return;
    const open = (await listOpenAlerts(db, projectId)).find((row) => row.kind === kind);
    if (verdict === 'end') {
      if (!open) return;
      const ended = { ...open, ended_at: now() };
      await endAlert(db, open.id, ended.ended_at);
      changes.tell(projectId, alertOf(ended));
    } else if (!open) {
      const row = { id: randomUUID(), project_id: projectId, kind, value, threshold, ended_at: null };
      const began: AlertRow = { ...row, began_at: now() };
      await insertAlert(db, began);
      changes.tell(projectId, alertOf(began));
    }
  }

  async function judgeOne(projectId: string, { figures, latencies, rules }: Judged): Promise<void> {
    const { lastHour, waiting } = figures;
    const oldestWaitMs = waiting.oldestAt === null ? null : now() - waiting.oldestAt;
    const idleMs = (rules.queueIdle?.minutes ?? 0) * MINUTE_MS;
    const mayBeIdle = rules.queueIdle !== null && oldestWaitMs !== null && oldestWaitMs > idleMs;
    const decidedAt = mayBeIdle ? await lastDecidedAt(db, projectId) : null;
    const measured = {
      maskLatency: latencies.read(now()),
      accepted: lastHour.accepted,
      rejected: lastHour.rejected,
      oldestWaitMs,
      lastDecisionMs: decidedAt === null ? Number.POSITIVE_INFINITY : now() - decidedAt,
    };
    for (const judgement of judge(rules, measured)) await take(projectId, judgement);
  }

  const judgeSoon = (projectId: string, entry: Judged): Promise<void> =>
    entry.turns
      .run(async () => {
        if (!isClosed) await judgeOne(projectId, entry);
      })
      .catch((cause: unknown) => onError(projectId, cause));

  const judgeAll = async (): Promise<void> => {
    await Promise.all([...judged].map(([projectId, entry]) => judgeSoon(projectId, entry)));
  };

  async function takeUp(projectId: string, rules: AlertRules): Promise<void> {
    const known = judged.get(projectId);
    const hasRules = Object.values(rules).some((rule) => rule !== null);
    if (known) {
      known.rules = rules;
      await judgeSoon(projectId, known);
      if (!hasRules) {
        known.end();
        judged.delete(projectId);
      }
      return;
    }
    if (!hasRules) return;
    const { end, latest } = await projects.watch(projectId, (figures) => {
      const entry = judged.get(projectId);
      if (!entry) return;
      entry.figures = figures;
      void judgeSoon(projectId, entry);
    });
    const entry = { rules, figures: latest, end, latencies: new LatencyWindow(), turns: new SerialQueue() };
    judged.set(projectId, entry);
    await judgeSoon(projectId, entry);
  }

  const setRules = (projectId: string, rules: AlertRules): Promise<void> =>
    takingUp.run(() => takeUp(projectId, rules));

  return {
    onChange: changes.add,
    async start() {
      for (const { projectId, rules } of await listAlertRules(db)) {
        await setRules(projectId, rules).catch((cause: unknown) => onError(projectId, cause));
      }
    },
    setRules,
    promptAnswered: (projectId, latencyMs) => judged.get(projectId)?.latencies.add(now(), latencyMs),
    list: async (projectId) => (await listAlerts(db, projectId, MOST_SHOWN)).map(alertOf),
    judgeAll,
    async close() {
      isClosed = true;
      clearInterval(timer);
      for (const { end } of judged.values()) end();
      await judgeAll();
    },
  };
}

/** Rounded up: what is above a threshold reads so. */
const tenths = (value: number): number => Math.ceil(value * 10 - 1e-9) / 10;

const alertOf = (row: AlertRow): Alert => ({
  id: row.id,
  kind: row.kind,
  value: tenths(row.value),
  threshold: row.threshold,
  beganAt: new Date(row.began_at).toISOString(),
  endedAt: row.ended_at === null ? null : new Date(row.ended_at).toISOString(),
});
