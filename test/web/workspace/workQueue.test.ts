import type { WorkItem } from '@maskroom/shared/protocol/jobs';
import { expect, test } from 'vitest';
import { imageNeighbours } from '../../../web/workspace/picture/imageNeighbours.ts';
import { createWorkQueue } from '../../../web/workspace/state/workQueue.ts';

const item = (imageId: string, more: Partial<WorkItem> = {}): WorkItem => ({
  imageId,
  fileName: `${imageId}.jpg`,
  kind: 'job',
  reason: null,
  byName: null,
  rejected: 0,
  rejections: [],
  jobId: 'j',
  dueAt: null,
  jobName: 'Job 3',
  jobPlace: 1,
  jobImages: 4,
  ...more,
});
const outside = { jobId: null, jobName: null, jobPlace: 0, jobImages: 0 };
const images = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));

test('what was done stays a step back from what waits, and what came back is in front of the rest', async () => {
  let waits = [item('d'), item('b'), item('a')];
  const queue = createWorkQueue(waits, async () => waits);
  const walk = () => queue.store.getState().walk.map(({ imageId }) => imageId);
  expect(walk()).toEqual(['d', 'b', 'a']);
  waits = [item('b'), item('a')];
  await queue.renew();
  expect(walk()).toEqual(['d', 'b', 'a']);
  waits = [item('d', { kind: 'returned', reason: 'Look again' }), item('a')];
  await queue.renew();
  expect(walk()).toEqual(['b', 'd', 'a']);
  expect(queue.store.getState().waiting.get('d')?.reason).toBe('Look again');
  expect(queue.store.getState().waiting.has('b')).toBe(false);
});

test('an answer that a later one has overtaken puts nothing back', async () => {
  const answers: ((items: WorkItem[]) => void)[] = [];
  const queue = createWorkQueue(
    [item('a'), item('b')],
    () => new Promise((resolve) => answers.push(resolve)),
  );
  const [earlier, later] = [queue.renew(), queue.renew()];
  answers[1]([item('b')]);
  await later;
  answers[0]([item('a'), item('b')]);
  await earlier;
  expect([...queue.store.getState().waiting.keys()]).toEqual(['b']);
});

test('a list that cannot be had leaves the one that was there', async () => {
  const queue = createWorkQueue([item('a')], () => Promise.reject(new Error('offline')));
  await expect(queue.renew()).rejects.toThrow();
  expect(queue.store.getState().walk).toHaveLength(1);
});

test('a picture of one’s work is counted in its job and has one’s work around it, another the project', () => {
  const walk = [
    item('e', { kind: 'returned', ...outside }),
    item('b', { jobPlace: 2 }),
    item('a', { jobPlace: 3 }),
    item('c', { kind: 'open', ...outside }),
  ];
  const queue = createWorkQueue(walk, async () => walk).store.getState();
  expect(imageNeighbours(images, queue, 'b')).toEqual({
    place: 2,
    total: 4,
    within: { job: 'Job 3' },
    previous: 'e',
    next: 'a',
  });
  expect(imageNeighbours(images, queue, 'e')).toMatchObject({
    place: 1,
    total: 4,
    within: 'work',
    next: 'b',
  });
  const inProject = { within: 'project', total: 5 };
  expect(imageNeighbours(images, queue, 'c')).toEqual({ ...inProject, place: 3, previous: 'b', next: 'd' });
  expect(imageNeighbours(images, queue, 'd')).toMatchObject({ ...inProject, place: 4 });
  expect(imageNeighbours(images, queue, 'gone')).toMatchObject({ place: 0, previous: undefined });
});

test('what is done is counted no more in what is to do, and stays a step back', async () => {
  let waits = ['e', 'b', 'a'].map((id) => item(id, { kind: 'returned', ...outside }));
  const queue = createWorkQueue(waits, async () => waits);
  waits = waits.slice(1);
  await queue.renew();
  const around = (id: string) => imageNeighbours(images, queue.store.getState(), id);
  expect(around('b')).toEqual({ place: 1, total: 2, within: 'work', previous: 'e', next: 'a' });
  expect(around('e')).toEqual({ place: 5, total: 5, within: 'project', previous: undefined, next: 'b' });
});
