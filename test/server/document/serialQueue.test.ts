import { SerialQueue } from '@maskroom/server/document/SerialQueue.ts';
import { expect, test } from 'vitest';

const busy = (ms: number): void => {
  const end = performance.now() + ms;
  while (performance.now() < end);
};

test('jobs run in their order, and one that fails stops no other', async () => {
  const queue = new SerialQueue();
  const done: number[] = [];
  const jobs = [3, 1, 2].map((ms, i) =>
    queue.run(async () => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      if (i === 1) throw new Error('no');
      done.push(i);
    }),
  );
  const ends = await Promise.allSettled(jobs);
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(done).toEqual([0, 2]);
});

test('a long line of work does not keep the process from everything else until its end', async () => {
  const queue = new SerialQueue();
  let doneWhenOthersCame = 0;
  let done = 0;
  const work = Array.from({ length: 100 }, () =>
    queue.run(() => {
      busy(1);
      done++;
    }),
  );
  setImmediate(() => {
    doneWhenOthersCame = done;
  });
  await Promise.all(work);
  expect(doneWhenOthersCame).toBeGreaterThan(0);
  expect(doneWhenOthersCame).toBeLessThan(100);
});
