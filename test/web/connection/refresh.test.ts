import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRefresh, restOfPictures } from '../../../web/connection/refresh.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page whose requests take `costMs`; `fails` of the next ones come to nothing. */
function openPage(costMs = 10, answerRestMs?: number) {
  const page = { asked: 0, fails: 0, isSeen: true };
  const ask = () => {
    page.asked++;
    const ended = refresh.begin();
    setTimeout(() => ended(page.fails-- <= 0, answerRestMs), costMs);
  };
  const refresh = createRefresh({ leastRestMs: 1_000, again: ask, isWanted: () => page.isSeen });
  ask();
  return { page, refresh, ask };
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('what changes is asked for again after a rest, once for all that changed, and never two at a time', async () => {
  const { page, refresh } = openPage(600);
  refresh.changed(0);
  refresh.changed(0);
  await pass(600);
  expect(page.asked).toBe(1);
  // A twentieth of the time: twelve seconds' rest for what took 600 ms.
  await pass(11_990);
  expect(page.asked).toBe(1);
  await pass(10);
  expect(page.asked).toBe(2);
  for (let i = 0; i < 600; i++) {
    refresh.changed(0);
    await pass(100);
  }
  expect(page.asked).toBe(2 + 4);
});

test('what changed before it was asked for is known already, and a page told of nothing asks nothing', async () => {
  const { page, refresh } = openPage();
  await pass(5_000);
  refresh.changed(5_001);
  await pass(60_000);
  expect(page.asked).toBe(1);
  refresh.changed(64_000);
  expect(page.asked).toBe(2);
});

test('a page that nobody sees waits until somebody does, and asks once', async () => {
  const { page, refresh } = openPage();
  await pass(2_000);
  page.isSeen = false;
  for (let i = 0; i < 10; i++) refresh.changed(0);
  await pass(60_000);
  expect(page.asked).toBe(1);
  page.isSeen = true;
  refresh.look();
  await pass(60_000);
  expect(page.asked).toBe(2);
});

test('what could not be had is asked for again, not at once; whoever asks by hand does not ask twice', async () => {
  const { ask, page, refresh } = openPage();
  page.fails = 1;
  await pass(9_000);
  expect(page.asked).toBe(1);
  await pass(2_000);
  expect(page.asked).toBe(2);
  await pass(2_000);
  refresh.changed(0);
  expect(page.asked).toBe(3);
  refresh.changed(0);
  ask();
  await pass(60_000);
  expect(page.asked).toBe(4);
  refresh.stop();
});

test('many pictures rest longer, however soon the server answers, and never longer than a minute', async () => {
  const { page, refresh } = openPage(10, restOfPictures({ length: 5_000 }));
  refresh.changed(0);
  await pass(30_000);
  expect(page.asked).toBe(1);
  await pass(100);
  expect(page.asked).toBe(2);
  expect(restOfPictures({ length: 50_000 })).toBe(60_000);
  refresh.stop();
});
