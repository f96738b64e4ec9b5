import type { MonitorChange } from '@maskroom/shared/protocol/monitor';
import { expect, test } from 'vitest';
import { createMonitor } from '../../../server/monitor/monitor.ts';
import { SessionMeter } from '../../../server/monitor/SessionMeter.ts';

const identity = { userId: 'ann', userName: 'Ann', projectId: 'p', imageId: 'i', imageName: 'a.jpg' };
const minute = 60_000;

test('objects a minute count the last five minutes, and a young session is not flattered', () => {
  const meter = new SessionMeter(identity, 0);
  meter.addObject(1_000, 'model');
  expect(meter.read(2_000).objectsPerMinute).toBe(1);
  for (let i = 0; i < 9; i++) meter.addObject(2 * minute, 'manual');
  expect(meter.read(5 * minute).objectsPerMinute).toBe(2);
  expect(meter.read(8 * minute)).toMatchObject({ objectsPerMinute: 0, objects: 10 });
});

test('the accept rate is the share of click chains that became instances, whatever their length', () => {
  const meter = new SessionMeter(identity, 0);
  expect(meter.read(0).acceptRate).toBeNull();
  for (let click = 0; click < 3; click++) meter.answerPrompt(10, 20, '5,5,1');
  meter.addObject(20, 'model');
  meter.answerPrompt(30, 20, '8,8,1');
  meter.clearPrompt();
  expect(meter.read(40)).toMatchObject({ acceptRate: 0.5, prompts: 4 });
  meter.addObject(50, 'manual');
  expect(meter.read(50).acceptRate).toBe(0.5);
  meter.answerPrompt(60, 20, '1,1,1');
  meter.answerPrompt(70, 20, '2,2,1');
  expect(meter.read(80).acceptRate).toBe(0.25);
});

test('latency quantiles are of what was measured, nearest rank', () => {
  const meter = new SessionMeter(identity, 0);
  for (let ms = 100; ms >= 1; ms--) meter.answerPrompt(0, ms, '1,1,1');
  expect(meter.read(0)).toMatchObject({ maskLatencyP50Ms: 50, maskLatencyP95Ms: 95 });
});

test('a lead is told of changes gathered, of the last tab leaving, and of nothing in other projects', async () => {
  const monitor = createMonitor({ act: () => {} });
  const seen: MonitorChange[] = [];
  const stop = monitor.subscribe('p', (change) => seen.push(change));
  monitor.sessionOpened(identity);
  monitor.sessionOpened(identity);
  monitor.sessionOpened({ ...identity, projectId: 'other', imageId: 'j' });
  for (let i = 0; i < 50; i++) monitor.promptAnswered('ann', 'i', 12, '1,1,1');
  monitor.toolHeld('ann', 'i', 'polygon');
  await expect.poll(() => seen.length).toBe(2);
  expect(seen[1]).toMatchObject({ kind: 'sessions', sessions: [{ prompts: 50, tool: 'polygon' }] });
  monitor.sessionClosed('ann', 'i');
  expect(monitor.sessions('p')).toHaveLength(1);
  monitor.sessionClosed('ann', 'i');
  expect(seen.at(-1)).toEqual({ kind: 'left', projectId: 'p', key: 'ann/i' });
  stop();
  monitor.close();
});
