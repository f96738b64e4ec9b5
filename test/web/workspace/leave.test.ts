import { Problem } from '@maskroom/shared/base/problem';
import type { WorkItem } from '@maskroom/shared/protocol/jobs';
import { expect, test } from 'vitest';
import type { Note } from '../../../web/ui/Toast.tsx';
import { leave } from '../../../web/workspace/picture/leave.ts';
import { createWorkQueue } from '../../../web/workspace/state/workQueue.ts';

const item = (imageId: string): WorkItem => ({
  ...{ imageId, fileName: `${imageId}.jpg`, kind: 'open', reason: null, byName: null },
  ...{ rejected: 0, rejections: [], jobId: null, dueAt: null, jobName: null, jobPlace: 0, jobImages: 0 },
});

/** Somebody on picture `a`, with `a` and `b` to do; `offline` is what cannot be had. */
function atPictureA(...offline: ('act' | 'list' | 'takeBack')[]) {
  const told: string[] = [];
  const notes: Note[] = [];
  const does = (what: 'act' | 'list' | 'takeBack') => async () => {
    if (offline.includes(what)) throw new Problem('unavailable', 'No line');
    return [item('b')];
  };
  const hear = (note: Note) => {
    notes.push(note);
    told.push(note.title);
  };
  const of = {
    image: { id: 'a' },
    notes: { say: hear, warn: hear },
    work: createWorkQueue([item('a'), item('b')], does('list')),
  };
  const words = { done: 'done', failed: 'not done', stays: 'stays done' };
  return {
    told,
    leave: () =>
      leave(of, { ...words, act: does('act'), takeBack: does('takeBack') }, (id) => told.push(`to ${id}`)),
    undo: () => notes[0].action?.onClick(),
  };
}

test('what was done is told as done, though the list of what waits cannot be had, and is taken back', async () => {
  const { leave, told, undo } = atPictureA('list');
  await leave();
  expect(told).toEqual(['done', 'to b']);
  undo();
  await expect.poll(() => told).toEqual(['done', 'to b', 'to a']);
});

test('what failed leaves them where they are', async () => {
  const here = atPictureA('act');
  await here.leave();
  expect(here.told).toEqual(['not done']);
  const there = atPictureA('takeBack');
  await there.leave();
  there.undo();
  await expect.poll(() => there.told).toEqual(['done', 'to b', 'stays done']);
});
