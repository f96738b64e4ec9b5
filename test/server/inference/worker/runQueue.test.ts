import { RunQueue, RunQueues } from '@maskroom/server/inference/worker/RunQueue.ts';
import type { Job } from '@maskroom/server/inference/worker/WorkerSeat.ts';
import { Problem } from '@maskroom/shared/base/problem';
import { expect, test } from 'vitest';

class Seat {
  job: Job | null = null;

  get isFree(): boolean {
    return this.job === null;
  }

  run(job: Job): void {
    this.job = job;
  }
}

/** A pool whose threads are at work until they are told to end. */
class Pool {
  readonly seats: readonly Seat[];

  constructor(size: number) {
    this.seats = Array.from({ length: size }, () => new Seat());
  }

  get busy(): number {
    return this.seats.filter(({ isFree }) => !isFree).length;
  }

  ask(queue: RunQueue, { background = false } = {}): void {
    const task = { kind: 'encode', content: { width: 1, height: 1, data: new Uint8Array(3) } } as const;
    queue.add(this.seats, { task, background, resolve: () => {}, reject: () => {} });
  }

  endOne(): void {
    const seat = this.seats.find(({ isFree }) => !isFree);
    const job = seat?.job;
    if (seat) seat.job = null;
    job?.reject(new Problem('unavailable'));
  }
}

test('M10: models in one place run no more at a time than one alone would, in the order they were asked', () => {
  const queues = new RunQueues();
  const queue = queues.of('decode', 'cpu', 2);
  expect(queues.of('decode', 'cpu', 9)).toBe(queue);
  const [a, b] = [new Pool(2), new Pool(2)];
  a.ask(queue);
  b.ask(queue);
  a.ask(queue);
  b.ask(queue);
  expect([a.busy, b.busy]).toEqual([1, 1]);
  b.endOne();
  expect([a.busy, b.busy]).toEqual([2, 0]);
  a.endOne();
  expect([a.busy, b.busy]).toEqual([1, 1]);
});

test('M10: what nobody waits for takes one thread fewer, of all models together, and goes last', () => {
  const queue = new RunQueue(2, 60_000);
  const [a, b] = [new Pool(2), new Pool(2)];
  a.ask(queue, { background: true });
  b.ask(queue, { background: true });
  expect([a.busy, b.busy]).toEqual([1, 0]);
  b.ask(queue);
  b.ask(queue);
  expect([a.busy, b.busy]).toEqual([1, 1]);
  a.endOne();
  expect([a.busy, b.busy]).toEqual([0, 2]);
  b.endOne();
  expect([a.busy, b.busy]).toEqual([0, 2]);
});

test('M10: a run that does not end holds up nobody at another model', async () => {
  const queue = new RunQueue(1, 1);
  const [hangs, works] = [new Pool(1), new Pool(1)];
  hangs.ask(queue);
  works.ask(queue);
  expect(works.busy).toBe(0);
  await expect.poll(() => works.busy).toBe(1);
  works.endOne();
  hangs.endOne();
  works.ask(queue);
  hangs.ask(queue);
  expect([hangs.busy, works.busy]).toEqual([0, 1]);
});

test('a pool that closes takes its own out of the line, and leaves the rest', () => {
  const queue = new RunQueue(1, 60_000);
  const [a, b] = [new Pool(1), new Pool(1)];
  a.ask(queue);
  a.ask(queue);
  b.ask(queue);
  expect(queue.withdraw(a.seats).length).toBe(1);
  a.endOne();
  expect([a.busy, b.busy]).toEqual([0, 1]);
});
