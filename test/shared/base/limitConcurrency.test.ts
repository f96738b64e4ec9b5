import { limitConcurrency } from '@maskroom/shared/base/limitConcurrency';
import fc from 'fast-check';
import { expect, test } from 'vitest';

test('never more than the limit runs, all of it ends, in order of arrival, failures included', async () => {
  const arrivals = fc.array(fc.record({ ms: fc.integer({ min: 0, max: 3 }), fails: fc.boolean() }), {
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), arrivals, async (running, works) => {
      const limited = limitConcurrency({ running, waiting: 100 });
      const started: number[] = [];
      let [busy, most] = [0, 0];
      const results = await Promise.allSettled(
        works.map(({ fails, ms }, index) =>
          limited(async () => {
            started.push(index);
            most = Math.max(most, ++busy);
            await new Promise((resolve) => setTimeout(resolve, ms));
            busy--;
            if (fails) throw new Error('failed');
          }),
        ),
      );
      expect(results.map(({ status }) => status === 'rejected')).toEqual(works.map(({ fails }) => fails));
      expect(most).toBeLessThanOrEqual(running);
      expect(started).toEqual(works.map((_, index) => index));
    }),
    { numRuns: 30 },
  );
});

test('past the line a newcomer is refused, and the line goes on', async () => {
  const limited = limitConcurrency({ running: 1, waiting: 1 });
  const slow = () => new Promise<string>((resolve) => setTimeout(() => resolve('done'), 5));
  const [first, second, third] = [limited(slow), limited(slow), limited(slow)];
  await expect(third).rejects.toMatchObject({ code: 'unavailable' });
  expect(await Promise.all([first, second])).toEqual(['done', 'done']);
});
