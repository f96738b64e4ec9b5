import { createServerLoad, type LoadCounts, loadBetween } from '@maskroom/server/monitor/serverLoad.ts';
import type { MonitoredServer } from '@maskroom/shared/protocol/monitor';
import { expect, test, vi } from 'vitest';

const still: LoadCounts = {
  hits: 4,
  misses: 1,
  bytes: 10,
  mostBytes: 100,
  runs: { runs: 20, busyMs: 1_000, places: 2 },
  promptsWaiting: 0,
  encoding: 0,
};

test('rates are of what was counted meanwhile, over all places that runs have', () => {
  const later = { ...still, runs: { runs: 25, busyMs: 3_000, places: 2 }, promptsWaiting: 3 };
  expect(loadBetween(still, later, 2_000)).toMatchObject({
    engine: { runsPerSecond: 2.5, busyShare: 0.5 },
    promptsWaiting: 3,
  });
  expect(loadBetween(still, { ...still, runs: null }, 2_000).engine).toBeNull();
});

test('L1, L4: a server at rest tells nothing, and what it tells are sums that name nobody', () => {
  vi.useFakeTimers();
  try {
    const counts = { now: still };
    const load = createServerLoad(
      () => counts.now,
      () => Date.now(),
    );
    const told: MonitoredServer[] = [];
    const end = load.watch((server) => told.push(server));
    vi.advanceTimersByTime(20_000);
    expect(told).toEqual([]);
    counts.now = { ...still, hits: 5, runs: { runs: 40, busyMs: 2_000, places: 2 } };
    vi.advanceTimersByTime(20_000);
    // Once that it is busy, once that it is at rest again.
    expect(told).toEqual([
      {
        embeddings: { hits: 5, misses: 1, bytes: 10, mostBytes: 100 },
        engine: { runsPerSecond: 10, busyShare: 0.25 },
        promptsWaiting: 0,
        encoding: 0,
      },
      expect.objectContaining({ engine: { runsPerSecond: 0, busyShare: 0 } }),
    ]);
    end();
    counts.now = { ...still, hits: 6 };
    vi.advanceTimersByTime(20_000);
    expect(told).toHaveLength(2);
  } finally {
    vi.useRealTimers();
  }
});
