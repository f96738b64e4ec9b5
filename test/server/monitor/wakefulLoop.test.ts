import { createWakefulLoop } from '@maskroom/server/monitor/webhook/wakefulLoop.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('A6: a round that fails is not the last one: what waits is tried again without anybody asking', async () => {
  const rounds = [new Error('the disk is full'), 60_000, null];
  const failed: unknown[] = [];
  let done = 0;
  const loop = createWakefulLoop({
    async work() {
      const outcome = rounds[done++];
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
    onError: (cause) => failed.push(cause),
  });
  loop.wake();
  await vi.advanceTimersByTimeAsync(9_000);
  expect(failed).toEqual([rounds[0]]);
  expect(done).toBe(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(done).toBe(2);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(done).toBe(3);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(done).toBe(3);
  await loop.close();
});
