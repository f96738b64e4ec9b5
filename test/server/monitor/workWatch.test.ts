import { createWorkWatch } from '@maskroom/server/monitor/workWatch.ts';
import type { ProjectWork } from '@maskroom/shared/protocol/work';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  const watch = createWorkWatch();
  const told: ProjectWork[] = [];
  watch.onChange((work) => told.push(work));
  return { watch, told, parts: () => told.map(({ part, projectId }) => `${projectId} ${part}`) };
}

test('W1: what happens at once is told once, a busy project each second, and nothing where nobody looks', async () => {
  const { parts, told, watch } = setUp();
  const [one, other] = [watch.watch('p', 'jobs'), watch.watch('p', 'jobs')];
  watch.watch('p', 'figures');
  for (let i = 0; i < 100; i++) watch.changed('p', 'jobs');
  watch.changed('p', 'quality');
  watch.changed('q', 'jobs');
  await vi.advanceTimersByTimeAsync(201);
  expect(parts()).toEqual(['p jobs']);
  // The parts of a project wait for each other as little as projects do.
  watch.changed('p', 'figures');
  for (let i = 0; i < 500; i++) {
    watch.changed('p', 'jobs');
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(parts().filter((part) => part === 'p jobs').length).toBe(6);
  expect(parts().filter((part) => part === 'p figures').length).toBe(1);
  // What came last is told too.
  watch.changed('p', 'jobs');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(parts().filter((part) => part === 'p jobs').length).toBe(7);
  one();
  one();
  watch.changed('p', 'jobs');
  await vi.advanceTimersByTimeAsync(1_000);
  const { length } = told;
  expect(length).toBe(9);
  watch.changed('p', 'jobs');
  other();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(told).toHaveLength(length);
});

test('W1: pictures that it is about are told together; a hundred more than anybody reads are any', async () => {
  const { told, watch } = setUp();
  watch.watch('p', 'quality');
  const next = async () => {
    await vi.advanceTimersByTimeAsync(1_000);
    return told.at(-1)?.imageIds;
  };
  watch.changed('p', 'quality', ['a', 'b']);
  watch.changed('p', 'quality', ['b', 'c']);
  expect(await next()).toEqual(['a', 'b', 'c']);
  watch.changed('p', 'quality', ['a']);
  watch.changed('p', 'quality');
  expect(await next()).toBe(null);
  for (let i = 0; i < 300; i++) watch.changed('p', 'quality', [String(i)]);
  expect(await next()).toBe(null);
});

test('W3: for how long nothing has changed is known of every part, also where nobody looked', async () => {
  const { watch } = setUp();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(watch.quietMs('p', 'jobs')).toBe(5_000);
  watch.changed('p', 'jobs');
  await vi.advanceTimersByTimeAsync(300);
  expect([watch.quietMs('p', 'jobs'), watch.quietMs('p', 'figures'), watch.quietMs('q', 'jobs')]).toEqual([
    300, 5_300, 5_300,
  ]);
});
