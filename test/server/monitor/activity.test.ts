import { ActivityMeter, IDLE_MS } from '@maskroom/server/monitor/activity.ts';
import type { ActivityRow } from '@maskroom/server/store/figureStore.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const HOUR = 3_600_000;

/** A meter and the sums of what it stored, by person and hour. */
function setUp(store: (rows: readonly ActivityRow[]) => void = () => {}) {
  const stored = new Map<string, { activeMs: number; prompts: number }>();
  const meter = new ActivityMeter(async (rows) => {
    store(rows);
    for (const { activeMs, hour, projectId, prompts, userId } of rows) {
      const key = `${projectId}/${userId}/${hour}`;
      const before = stored.get(key) ?? { activeMs: 0, prompts: 0 };
      stored.set(key, { activeMs: before.activeMs + activeMs, prompts: before.prompts + prompts });
    }
  });
  return { meter, stored };
}

test('F2: pauses up to a minute are work, whole; longer ones are none; an act counts in its hour', async () => {
  const { meter, stored } = setUp();
  const start = HOUR - 20_000;
  for (const at of [0, 5_000, 30_000, 30_000 + IDLE_MS, 30_001 + 2 * IDLE_MS])
    meter.act('p', 'ann', start + at, 1);
  meter.act('q', 'ann', start + 1_000);
  await meter.close();
  expect(Object.fromEntries(stored)).toEqual({
    'p/ann/0': { activeMs: 5_000, prompts: 2 },
    [`p/ann/${HOUR}`]: { activeMs: 25_000 + IDLE_MS, prompts: 3 },
    'q/ann/0': { activeMs: 0, prompts: 0 },
  });
});

test('F2: active time is what the acts, in order, say, whenever it is stored', async () => {
  const act = fc.record({
    pause: fc.integer({ min: 0, max: 3 * IDLE_MS }),
    who: fc.constantFrom('ann', 'ben'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 60 }), fc.array(fc.nat(60)), async (acts, flushes) => {
      const { meter, stored } = setUp();
      const expected: Record<string, number> = {};
      const last: Record<string, number> = {};
      let now = 0;
      for (const [i, { pause, who }] of acts.entries()) {
        now += pause;
        meter.act('p', who, now);
        const since = now - (last[who] ?? Number.NEGATIVE_INFINITY);
        if (since <= IDLE_MS) expected[who] = (expected[who] ?? 0) + since;
        last[who] = now;
        if (flushes.includes(i)) await meter.flush();
      }
      await meter.close();
      for (const who of ['ann', 'ben']) {
        const sum = [...stored]
          .filter(([key]) => key.includes(who))
          .reduce((all, [, row]) => all + row.activeMs, 0);
        expect(sum).toBe(expected[who] ?? 0);
      }
    }),
  );
});

test('F3: what could not be stored is stored with the next', async () => {
  let broken = true;
  const { meter, stored } = setUp(() => {
    if (broken) throw new Error('the disk is full');
  });
  meter.act('p', 'ann', 0, 1);
  meter.act('p', 'ann', 1_000, 1);
  await meter.flush();
  expect(stored.size).toBe(0);
  broken = false;
  meter.act('p', 'ann', 3_000, 1);
  await meter.close();
  expect(stored.get('p/ann/0')).toEqual({ activeMs: 3_000, prompts: 3 });
});
