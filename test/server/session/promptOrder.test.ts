import type { PromptReply } from '@maskroom/shared/protocol/socket';
import { expect, test } from 'vitest';
import { ask, clickAt, image, promptBench, statuses } from '../../support/promptBench.ts';

const { setUp } = promptBench();

test('P1, P8: the newest waits, those before it are superseded, the one in the model is answered', async () => {
  const { gate, open } = setUp();
  const session = open();
  const first = session.set(ask());
  const running = await gate.next();
  const later = [1, 2, 3].map((i) => session.set(ask({ points: [clickAt(100 + i, 100)] })));
  running.go();
  const newest = await gate.next();
  expect(newest.request.prompt.points).toEqual([[103, 100, 1]]);
  newest.go();
  expect(await statuses([first, ...later])).toEqual(['done', 'superseded', 'superseded', 'done']);
});

test('P24: a stroke of fifty hover prompts queues one at most, and each decode is of the newest by then', async () => {
  const { gate, open } = setUp();
  const session = open();
  const replies: Promise<PromptReply>[] = [];
  const hoverOn = () =>
    replies.push(session.set(ask({ hover: true, points: [clickAt(100 + replies.length, 100)] })));
  hoverOn();
  const decoded: number[] = [];
  for (let held = await gate.next(); ; held = await gate.next()) {
    const newest = replies.length;
    decoded.push(held.request.prompt.points[0][0] - 99);
    expect(decoded.at(-1)).toBe(newest);
    while (replies.length < Math.min(50, newest + 7)) hoverOn();
    held.go();
    if (newest === 50) break;
  }
  expect(decoded).toEqual([1, 8, 15, 22, 29, 36, 43, 50]);
  const done = (await statuses(replies)).flatMap((status, i) => (status === 'done' ? [i + 1] : []));
  expect(done).toEqual(decoded);
  expect(gate.held.length).toBe(0);
});

test('P7: when too many wait, a newcomer is told so and nobody else is disturbed', async () => {
  const { gate, open } = setUp({ mostWaiting: 1 });
  const running = open('ada').set(ask());
  const held = await gate.next();
  const waiting = open('bob').set(ask());
  await new Promise(setImmediate);
  expect(await open('cy').set(ask())).toMatchObject({ status: 'error', code: 'unavailable' });
  held.go();
  (await gate.next()).go();
  expect(await statuses([running, waiting])).toEqual(['done', 'done']);
});

test('P7, P10: one person who asks for everything at once leaves room for the others', async () => {
  const { gate, open, sessions } = setUp({ mostWaiting: 8 });
  const prompt = { points: [clickAt(130, 120)] };
  const flood = Array.from({ length: 20 }, () => sessions.predict('ada', 'image', image, { prompt }));
  const outcomes = Promise.allSettled(flood);
  const held = await gate.next();
  const other = open('bob').set(ask());
  await new Promise(setImmediate);
  held.go();
  for (let i = 0; i < 3; i++) (await gate.next()).go();
  expect((await other).status).toBe('done');
  const refused = (await outcomes).filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(17);
});

test('P9, P15: a hover gives way to a waiting click and touches no chain; a click replaces a waiting hover', async () => {
  const { gate, open } = setUp();
  const session = open();
  const first = session.set(ask());
  const held = await gate.next();
  const hoverBefore = session.set(ask({ hover: true, points: [clickAt(5, 5)] }));
  const extended = session.set(ask({ points: [clickAt(130, 120), clickAt(20, 20, 0)] }));
  const hoverAfter = session.set(ask({ hover: true, points: [clickAt(6, 6)] }));
  expect(await statuses([hoverBefore, hoverAfter])).toEqual(['superseded', 'superseded']);
  held.go();
  const second = await gate.next();
  expect(second.request.maskInput).toBeDefined();
  second.go();
  expect(await statuses([first, extended])).toEqual(['done', 'done']);
  const hover = session.set(
    ask({ hover: true, points: [clickAt(130, 120), clickAt(20, 20, 0), clickAt(7, 7)] }),
  );
  const third = await gate.next();
  expect(third.request.maskInput).toBeUndefined();
  third.go();
  await hover;
  session.set(ask({ points: [clickAt(130, 120), clickAt(20, 20, 0), clickAt(9, 9, 0)] }));
  const fourth = await gate.next();
  expect(fourth.request.maskInput).toBeDefined();
  fourth.go();
});

test('P8, P10: people take turns, however many sessions and prompts one of them has', async () => {
  const { gate, open } = setUp({ slots: 2 });
  const crowd = Array.from({ length: 6 }, () => open('ada').set(ask()));
  const first = await gate.next();
  await new Promise(setImmediate);
  expect(gate.held.length).toBe(0);
  const others = [50, 60].map((x) => open(`user ${x}`).set(ask({ points: [clickAt(x, 50)] })));
  const second = await gate.next();
  expect(second.request.prompt.points[0][0]).toBe(50);
  first.go();
  // A thread is free: it is the third person's turn before Ada's second prompt.
  const third = await gate.next();
  expect(third.request.prompt.points[0][0]).toBe(60);
  second.go();
  third.go();
  for (let i = 1; i < crowd.length; i++) (await gate.next()).go();
  expect(await statuses([...crowd, ...others])).toEqual(Array(8).fill('done'));
});
