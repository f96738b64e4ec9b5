import { randomUUID } from 'node:crypto';
import type { Decision, InstanceSource } from '@maskroom/shared/annotation/instance';
import type { Role } from '@maskroom/shared/annotation/role';
import type { MonitorChange } from '@maskroom/shared/protocol/monitor';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createMonitor } from '../../../server/monitor/monitor.ts';
import { SessionMeter } from '../../../server/monitor/SessionMeter.ts';

const minute = 60_000;
const visitor = (userId = 'ann', role: Role = 'annotator', projectId = 'p') => ({
  userId,
  userName: userId,
  projectId,
  role,
});
const picture = (imageId: string) => ({ imageId, imageName: `${imageId}.jpg` });
const decided = (instanceId: string, decision: Decision = 'accepted') => ({
  imageId: 'a',
  instanceId,
  decision,
  by: 'rea',
  byName: 'Rea',
  at: 0,
  reason: null,
});

/** One more on picture a. */
const object = (source: InstanceSource = 'manual') => ({ imageId: 'a', instanceId: randomUUID(), source });

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());
const pass = (ms: number) => vi.advanceTimersByTime(ms);

test('L9: objects a minute are those of the last five minutes or since somebody came; half a minute says nothing', () => {
  const meter = new SessionMeter(visitor(), 0);
  meter.addObject(1_000, object('model'));
  expect(meter.read(29_999).objectsPerMinute).toBeNull();
  expect(meter.read(30_000).objectsPerMinute).toBe(2);
  for (let i = 0; i < 9; i++) meter.addObject(2 * minute, object());
  expect(meter.read(2.5 * minute).objectsPerMinute).toBe(4);
  expect(meter.read(5 * minute).objectsPerMinute).toBe(2);
  expect(meter.read(8 * minute)).toMatchObject({ objectsPerMinute: 0, objects: 10 });
});

test('the accept rate is the share of click chains that became instances, whatever their length', () => {
  const meter = new SessionMeter(visitor(), 0);
  expect(meter.read(0).acceptRate).toBeNull();
  for (let click = 0; click < 3; click++) meter.answerPrompt(20, '5,5,1');
  const kept = object('model');
  meter.addObject(20, kept);
  meter.answerPrompt(20, '8,8,1');
  meter.clearPrompt();
  expect(meter.read(40)).toMatchObject({ acceptRate: 0.5, prompts: 4 });
  meter.addObject(50, object());
  // Undone and done again.
  meter.addObject(50, kept);
  expect(meter.read(50)).toMatchObject({ acceptRate: 0.5, objects: 2 });
  meter.answerPrompt(20, '1,1,1');
  meter.answerPrompt(20, '2,2,1');
  expect(meter.read(80).acceptRate).toBe(0.25);
});

test('latency quantiles are of what was measured, nearest rank', () => {
  const meter = new SessionMeter(visitor(), 0);
  for (let ms = 100; ms >= 1; ms--) meter.answerPrompt(ms, '1,1,1');
  expect(meter.read(0)).toMatchObject({ maskLatencyP50Ms: 50, maskLatencyP95Ms: 95 });
});

/** A live room of the project `p`, and who was active in it when. */
function openRoom() {
  const [acts, changes]: [[string, number][], MonitorChange[]] = [[], []];
  const monitor = createMonitor({ act: (_, userId, at) => void acts.push([userId, at]) });
  onTestFinished(() => monitor.close());
  const stop = monitor.subscribe('p', (change) => changes.push(change));
  const session = (userId = 'ann') => monitor.sessions('p').find((one) => one.userId === userId);
  return { acts, changes, monitor, session, stop };
}

test('L1: a lead is told of changes gathered, and of nothing in other projects', () => {
  const { changes, monitor } = openRoom();
  monitor.sessionOpened(visitor(), picture('a'));
  monitor.sessionOpened(visitor('ann', 'annotator', 'other'), picture('j'));
  pass(300);
  changes.length = 0;
  for (let i = 0; i < 50; i++) monitor.promptAnswered('ann', 'a', 12, '1,1,1');
  monitor.toolHeld('ann', 'a', 'polygon');
  pass(300);
  expect(changes).toMatchObject([{ kind: 'sessions', sessions: [{ prompts: 50, tool: 'polygon' }] }]);
  pass(minute);
  const told = changes.length;
  pass(10 * minute);
  // Nobody draws: nothing falls any more, nothing is told.
  expect(changes.length).toBe(told);
});

test('L9: figures and place in the room stay with the person through other pictures, tabs and a short absence', () => {
  const { changes, monitor, session } = openRoom();
  monitor.sessionOpened(visitor(), picture('a'));
  monitor.sessionOpened(visitor(), picture('a'));
  for (let i = 0; i < 4; i++) monitor.objectAdded('p', 'ann', object());
  monitor.sessionClosed('ann', 'a');
  expect(session()?.imageId).toBe('a');
  pass(minute);
  changes.length = 0;
  monitor.sessionClosed('ann', 'a');
  pass(500);
  // Drawn without a line: it is there before the person is again.
  monitor.objectAdded('p', 'ann', object());
  monitor.sessionOpened(visitor(), picture('b'));
  pass(5_000);
  expect(session()).toMatchObject({ key: 'ann', imageId: 'b', others: [], startedAt: 0, objects: 5 });
  const told = changes.flatMap((change) => (change.kind === 'sessions' ? change.sessions : []));
  expect(told.map(({ imageId, leftAt }) => [imageId, leftAt])).not.toContainEqual([null, expect.anything()]);
  monitor.sessionClosed('ann', 'b');
  pass(3 * minute);
  expect(session()).toMatchObject({ imageId: null, leftAt: 65_500, objects: 5 });
  monitor.sessionOpened(visitor(), picture('c'));
  expect(session()).toMatchObject({ imageId: 'c', leftAt: null, objects: 5, startedAt: 0 });
  monitor.sessionClosed('ann', 'c');
  pass(6 * minute);
  expect(changes.at(-1)).toEqual({ kind: 'left', projectId: 'p', key: 'ann' });
  expect(session()).toBeUndefined();
});

test('L10: a reviewer is there with the review page alone; what they take back or say anew is no decision more', () => {
  const { monitor, session } = openRoom();
  monitor.queueOpened(visitor('rea', 'reviewer'));
  for (const id of ['x', 'y', 'z', 'z']) monitor.decided('p', decided(id), 'a.jpg');
  monitor.decided('p', decided('y', 'none'), 'a.jpg');
  // Ann mends what was rejected: what Rea says then is another decision.
  monitor.decided('p', decided('w', 'rejected'), 'a.jpg');
  monitor.objectChanged('p', 'ann', 'a', 'w');
  monitor.decided('p', decided('w'), 'a.jpg');
  pass(minute);
  const figures = { decisions: 4, decisionsPerMinute: 4, lastActiveAt: 0, isWatching: false };
  const decidedOn = picture('a');
  expect(session('rea')).toMatchObject({ imageId: null, inQueue: true, decidedOn, ...figures });
  monitor.sessionOpened(visitor('rea', 'reviewer'), picture('b'));
  expect(session('rea')).toMatchObject({ imageId: 'b', decidedOn: null });
  monitor.sessionClosed('rea', 'b');
  monitor.queueClosed('rea', 'p');
  pass(minute);
  expect(session('rea')).toMatchObject({ inQueue: false, leftAt: minute, decisions: 4 });
});

test('L10: who leads or looks on is watching until they do something of their own; moving about is no work of theirs', () => {
  const { acts, monitor, session } = openRoom();
  for (const [userId, role] of [
    ['viv', 'viewer'],
    ['lee', 'lead'],
    ['ann', 'annotator'],
    ['rea', 'reviewer'],
  ] as const)
    monitor.sessionOpened(visitor(userId, role), picture('a'));
  const watching = () =>
    ['viv', 'lee', 'ann', 'rea'].filter((userId) => session(userId)?.isWatching).join(' ');
  expect(watching()).toBe('viv lee');
  pass(minute);
  monitor.moved('lee', 'a');
  expect([watching(), acts]).toEqual(['viv lee', []]);
  monitor.objectAdded('p', 'lee', object());
  expect(watching()).toBe('viv');
  monitor.sessionClosed('viv', 'a');
  monitor.sessionOpened(visitor('viv', 'annotator'), picture('a'));
  expect(watching()).toBe('');
  monitor.sessionClosed('viv', 'a');
  monitor.sessionOpened(visitor('viv', 'viewer'), picture('a'));
  // Nothing of those who did nothing is left behind.
  for (const userId of ['viv', 'lee', 'rea']) monitor.sessionClosed(userId, 'a');
  pass(3_000);
  expect(monitor.sessions('p').map(({ userId }) => userId)).toEqual(['lee', 'ann']);
});

test('F2: a hand that moves is an act every ten seconds at most', () => {
  const { acts, monitor, session } = openRoom();
  monitor.sessionOpened(visitor(), picture('a'));
  pass(minute);
  for (let i = 0; i < 250; i++) {
    monitor.moved('ann', 'a');
    pass(100);
  }
  expect(acts).toEqual([minute, minute + 10_000, minute + 20_000].map((at) => ['ann', at]));
  expect(session()?.lastActiveAt).toBe(minute + 20_000);
});
