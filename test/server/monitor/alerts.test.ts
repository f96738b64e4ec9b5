import { randomUUID } from 'node:crypto';
import { createAlerts } from '@maskroom/server/monitor/alert/alerts.ts';
import { judge, type Measured } from '@maskroom/server/monitor/alert/judge.ts';
import type { ProjectListener } from '@maskroom/server/monitor/projectWatch.ts';
import { putAlertRules } from '@maskroom/server/store/alertStore.ts';
import { type Alert, type AlertRules, noRules } from '@maskroom/shared/protocol/alerts';
import type { MonitoredProject } from '@maskroom/shared/protocol/monitor';
import { expect, onTestFinished, test } from 'vitest';
import { createProjectFixture } from '../../support/projectFixture.ts';
import { quietProject } from '../../support/quietProject.ts';
import { storePicture } from '../../support/storedPicture.ts';

const MINUTE = 60_000;
const calm: Measured = {
  maskLatency: null,
  accepted: 0,
  rejected: 0,
  oldestWaitMs: null,
  lastDecisionMs: Number.POSITIVE_INFINITY,
};
const rules: AlertRules = {
  maskLatency: { overMs: 100 },
  rejectionRate: { overPercent: 50, decisions: 4 },
  queueIdle: { minutes: 10 },
};
const verdicts = (measured: Partial<Measured>): string =>
  judge(rules, { ...calm, ...measured })
    .map(({ verdict }) => verdict)
    .join(' ');

test('A1, A2: a rule is broken above its threshold and over well below it; in between it stays as it is', () => {
  expect(verdicts({})).toBe('end end end');
  const latency = (p95Ms: number, prompts = 20) =>
    verdicts({ maskLatency: { p95Ms, prompts } }).split(' ')[0];
  expect([101, 100, 81, 80].map((ms) => latency(ms))).toEqual(['begin', 'stay', 'stay', 'end']);
  expect(latency(500, 19)).toBe('stay');
  const rejection = (accepted: number, rejected: number) => verdicts({ accepted, rejected }).split(' ')[1];
  expect([rejection(1, 3), rejection(2, 2), rejection(3, 2), rejection(0, 3)]).toEqual([
    'begin',
    'stay',
    'end',
    'end',
  ]);
  const idle = (oldest: number, decision = Number.POSITIVE_INFINITY) =>
    verdicts({ oldestWaitMs: oldest * MINUTE, lastDecisionMs: decision * MINUTE }).split(' ')[2];
  expect([idle(11), idle(11, 12), idle(11, 9), idle(9)]).toEqual(['begin', 'begin', 'end', 'end']);
  expect(judge(noRules, { ...calm, rejected: 9 }).every(({ verdict }) => verdict === 'end')).toBe(true);
});

const figures = (change: {
  accepted?: number;
  rejected?: number;
  oldestAt?: number | null;
}): MonitoredProject => ({
  ...quietProject,
  lastHour: { added: 0, accepted: change.accepted ?? 0, rejected: change.rejected ?? 0 },
  waiting: { ...quietProject.waiting, oldestAt: change.oldestAt ?? null },
});

/** Alerts of the project `p` on a real database, with a clock and figures that the test sets. */
async function setUp(first: AlertRules = rules) {
  const { actor, db } = await createProjectFixture();
  const place = { now: 1_000_000_000_000, listener: (() => {}) as ProjectListener, watching: 0 };
  const projects = {
    async watch(_: string, listener: ProjectListener) {
      place.listener = listener;
      place.watching++;
      return { latest: figures({}), end: () => void place.watching-- };
    },
  };
  const told: Alert[] = [];
  const open = () => {
    const alerts = createAlerts({
      db,
      projects,
      now: () => place.now,
      onError: (_, cause) => {
        throw cause;
      },
    });
    onTestFinished(() => alerts.close());
    alerts.onChange((_, alert) => told.push(alert));
    return alerts;
  };
  await putAlertRules(db, 'p', first);
  const alerts = open();
  await alerts.start();
  /** A reviewer says something now. */
  const decide = async (kind: 'accepted' | 'rejected'): Promise<void> => {
    const [id, by] = [randomUUID(), actor.userId];
    await storePicture(db, id, 0, by);
    const of = { image_id: id, instance_id: id, project_id: 'p', label_id: 'l', created_by: by };
    const row = {
      ...of,
      user_id: by,
      kind,
      decision: kind,
      at: place.now,
      source: 'manual',
      attributes: '{}',
    } as const;
    await db.insertInto('instance_history').values(row).execute();
  };
  return { alerts, decide, place, told, open };
}

test('A2, A3: one alert for an episode however often it is judged, and one end', async () => {
  const { alerts, place, told } = await setUp();
  for (let i = 0; i < 5; i++) {
    place.listener(figures({ accepted: 1, rejected: 5 + i }));
    await alerts.judgeAll();
    place.now += 1_000;
  }
  expect(told).toMatchObject([{ kind: 'rejection-rate', threshold: 50, endedAt: null }]);
  place.listener(figures({ accepted: 5, rejected: 5 }));
  await alerts.judgeAll();
  expect(told).toHaveLength(1);
  place.listener(figures({ accepted: 9, rejected: 2 }));
  await alerts.judgeAll();
  expect(told).toHaveLength(2);
  expect(told[1]).toMatchObject({ id: told[0].id, endedAt: expect.any(String) });
  expect(await alerts.list('p')).toEqual([told[1]]);
});

test('A1, A4: waiting and slow masks are judged as time goes by, and a rule taken away ends its episode', async () => {
  const { alerts, place, told } = await setUp();
  place.listener(figures({ oldestAt: place.now }));
  await alerts.judgeAll();
  place.now += 11 * MINUTE;
  await alerts.judgeAll();
  expect(told.map(({ kind }) => kind)).toEqual(['queue-idle']);
  for (let i = 0; i < 20; i++) alerts.promptAnswered('p', 400);
  alerts.promptAnswered('another', 9_000);
  await alerts.judgeAll();
  expect(told[1]).toMatchObject({ kind: 'mask-latency', value: 400 });
  place.now += 6 * MINUTE;
  await alerts.judgeAll();
  expect(told[2]).toMatchObject({ id: told[1].id, endedAt: expect.any(String) });
  await alerts.setRules('p', noRules);
  expect(told[3]).toMatchObject({ id: told[0].id, endedAt: expect.any(String) });
  expect(place.watching).toBe(0);
});

test('A1, A2: a queue is idle since its last decision, not since its oldest object waits', async () => {
  const { alerts, decide, place, told } = await setUp();
  const oldestAt = place.now;
  place.now += 5 * MINUTE;
  await decide('accepted');
  await decide('rejected');
  place.now += 9 * MINUTE;
  place.listener(figures({ oldestAt }));
  await alerts.judgeAll();
  expect(told).toEqual([]);
  place.now += 2 * MINUTE;
  await alerts.judgeAll();
  expect(told).toMatchObject([{ kind: 'queue-idle', value: 11, threshold: 10, endedAt: null }]);
  await decide('rejected');
  await alerts.judgeAll();
  expect(told[1]).toMatchObject({ id: told[0].id, endedAt: expect.any(String) });
});

test('A3: a server that starts again tells no episode twice', async () => {
  const { alerts, open, place, told } = await setUp();
  place.listener(figures({ rejected: 6 }));
  await alerts.judgeAll();
  await alerts.close();
  const next = open();
  await next.start();
  place.listener(figures({ rejected: 7 }));
  await next.judgeAll();
  // At its start the figures were calm: that episode is over, and what came then is another.
  expect(told.map(({ endedAt }) => endedAt === null)).toEqual([true, false, true]);
});

test('A4: rules that are set twice at once are watched for once, and no more when they are taken away', async () => {
  const { alerts, place } = await setUp(noRules);
  await Promise.all([alerts.setRules('p', rules), alerts.setRules('p', rules)]);
  expect(place.watching).toBe(1);
  await alerts.setRules('p', noRules);
  expect(place.watching).toBe(0);
});
