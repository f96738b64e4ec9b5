import { createProjectWatch } from '@maskroom/server/monitor/projectWatch.ts';
import type { MonitoredProject } from '@maskroom/shared/protocol/monitor';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { quietProject } from '../../support/quietProject.ts';

const figures = (undecided: number): MonitoredProject => ({
  ...quietProject,
  waiting: { ...quietProject.waiting, undecided },
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A watch on a project that holds `undecided` objects; each count of it takes `costMs`. */
function setUp(costMs = 0) {
  const place = { undecided: 0, reads: 0 };
  const watch = createProjectWatch(
    async () => {
      place.reads++;
      const project = figures(place.undecided);
      await new Promise((resolve) => setTimeout(resolve, costMs));
      return project;
    },
    (_, cause) => {
      throw cause;
    },
  );
  return { watch, place };
}

test('L1, L3: what happens within a second is counted and told once; what is as before is not told', async () => {
  const { place, watch } = setUp();
  const told: number[] = [];
  const entering = watch.watch('p', ({ waiting }) => told.push(waiting.undecided));
  await vi.advanceTimersByTimeAsync(0);
  const { end, latest } = await entering;
  expect(latest).toEqual(figures(0));
  for (let i = 0; i < 40; i++) watch.changed('p');
  watch.changed('another');
  await vi.advanceTimersByTimeAsync(1_001);
  expect([place.reads, told]).toEqual([2, []]);
  place.undecided = 7;
  for (let i = 0; i < 40; i++) watch.changed('p');
  await vi.advanceTimersByTimeAsync(1_001);
  expect(told).toEqual([7]);
  place.undecided = 8;
  await vi.advanceTimersByTimeAsync(60_001);
  expect(told).toEqual([7, 8]);
  end();
  const { reads } = place;
  watch.changed('p');
  await vi.advanceTimersByTimeAsync(200_000);
  expect(place.reads).toBe(reads);
});

test.each([
  { costMs: 5, everyMs: 5_000 },
  { costMs: 50, everyMs: 10_000 },
])('L3: what takes $costMs ms to count is counted every $everyMs ms at most', async ({ costMs, everyMs }) => {
  const { place, watch } = setUp(costMs);
  const entering = watch.watch('p', () => {});
  await vi.advanceTimersByTimeAsync(costMs);
  const { end } = await entering;
  for (let ms = 0; ms < 100_000; ms += 100) {
    watch.changed('p');
    await vi.advanceTimersByTimeAsync(100);
  }
  end();
  expect(place.reads).toBeGreaterThan(0.8 * (100_000 / everyMs));
  expect(place.reads).toBeLessThanOrEqual(100_000 / everyMs + 2);
});

test('two who watch are told the same, and one who leaves takes nothing from the other', async () => {
  const { place, watch } = setUp();
  const told: string[] = [];
  const first = watch.watch('p', () => told.push('first'));
  const second = watch.watch('p', () => told.push('second'));
  await vi.advanceTimersByTimeAsync(0);
  expect(place.reads).toBe(1);
  (await first).end();
  place.undecided = 1;
  watch.changed('p');
  await vi.advanceTimersByTimeAsync(1_001);
  expect(told).toEqual(['second']);
  (await second).end();
});
