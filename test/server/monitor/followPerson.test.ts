import { followPerson } from '@maskroom/server/monitor/followPerson.ts';
import { createMonitor } from '@maskroom/server/monitor/monitor.ts';
import { STAY_MS } from '@maskroom/server/monitor/Whereabouts.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Changes are gathered that long. */
const GATHERED_MS = 250;
const pass = (ms: number) => vi.advanceTimersByTime(ms);

/** Ann has pictures `a` and `b` open in two tabs, `b` since later; a lead follows her and looks at `at`. */
function twoTabs(at?: string) {
  const monitor = createMonitor({ act: () => {} });
  const open = (imageId: string) =>
    monitor.sessionOpened(
      { userId: 'ann', userName: 'Ann', projectId: 'p', role: 'annotator' },
      { imageId, imageName: imageId },
    );
  open('a');
  pass(1_000);
  open('b');
  pass(10 * STAY_MS);
  const moves: (string | null)[] = [];
  const asked = { projectId: 'p', userId: 'ann', ...(at && { imageId: at }) };
  const followed = followPerson(monitor, asked, ({ imageId }) => moves.push(imageId));
  return { monitor, open, moves, followed };
}

test('L8: who has two pictures open is on the one that they acted on last: prompt, edit or tool', () => {
  const { followed, monitor, moves } = twoTabs();
  expect(followed.at.imageId).toBe('b');
  for (const [imageId, act] of [
    ['a', () => monitor.promptAnswered('ann', 'a', 5, '1,1,1')],
    ['b', () => monitor.objectAdded('p', 'ann', { imageId: 'b', instanceId: 'i', source: 'manual' })],
    ['a', () => monitor.worked('p', 'ann', 'a')],
    ['b', () => monitor.toolHeld('ann', 'b', 'polygon')],
  ] as const) {
    act();
    pass(2 * STAY_MS);
    expect(moves.at(-1)).toBe(imageId);
  }
  expect(moves).toEqual(['a', 'b', 'a', 'b']);
  // Whoever comes now finds the same, but for one who looks at the other already.
  monitor.worked('p', 'ann', 'b');
  pass(GATHERED_MS);
  const asked = { projectId: 'p', userId: 'ann' };
  expect(followPerson(monitor, asked, () => {}).at.imageId).toBe('b');
  expect(followPerson(monitor, { ...asked, imageId: 'a' }, () => {}).at.imageId).toBe('a');
});

test('L8: who acts on both in turns takes nobody to and fro; they go once one of them rests', () => {
  const { monitor, moves } = twoTabs('a');
  monitor.worked('p', 'ann', 'a');
  for (let turn = 0; turn < 20; turn++) {
    pass(STAY_MS / 3);
    monitor.worked('p', 'ann', turn % 2 ? 'a' : 'b');
  }
  expect(moves).toEqual([]);
  monitor.worked('p', 'ann', 'b');
  pass(STAY_MS - GATHERED_MS);
  expect(moves).toEqual([]);
  pass(2 * GATHERED_MS);
  expect(moves).toEqual(['b']);
});

test('L8: another picture is gone to when it is opened, and what is closed is left for where they were last', () => {
  const { followed, monitor, moves, open } = twoTabs('a');
  monitor.worked('p', 'ann', 'a');
  pass(GATHERED_MS);
  open('c');
  monitor.sessionClosed('ann', 'c');
  expect(moves).toEqual(['c', 'a']);
  monitor.sessionClosed('ann', 'a');
  monitor.sessionClosed('ann', 'b');
  // The next picture is opened behind it.
  expect(moves).toEqual(['c', 'a', 'b']);
  pass(STAY_MS);
  expect(moves).toEqual(['c', 'a', 'b', null]);
  open('b');
  monitor.worked('p', 'ann', 'b');
  followed.end();
  open('a');
  pass(10 * STAY_MS);
  expect(moves).toEqual(['c', 'a', 'b', null, 'b']);
});
