import { createRejections } from '@maskroom/server/job/rejections.ts';
import { nextOf } from '@maskroom/server/job/work.ts';
import { expect, test } from 'vitest';
import { createJobPeople } from '../../support/jobPeople.ts';

const inShort = (items: readonly { imageId: string; kind: string }[]) =>
  items.map(({ imageId, kind }) => [imageId, kind]);

test('J30: returned, then rejected, then jobs by what is due, and each image once', async () => {
  const { ann, ben, draw, giveBack, imageIds, job, rae, submit, work } = await createJobPeople(6);
  const [a, b, c, d, e, f] = imageIds;
  expect(inShort(await work(ben))).toEqual(imageIds.map((id) => [id, 'open']));
  await job([f, e], { assigneeId: ann.id });
  await job([d, c, b, a], { assigneeId: ann.id, dueAt: '2027-01-01T00:00:00.000Z' });
  for (const [image, id, at] of [
    [d, 'late', 9],
    [c, 'early', 5],
    [c, 'then', 7],
  ] as const)
    await draw(image, id, ann, { decision: 'rejected', decided_by: rae.id, decided_at: at, reason: id });
  await submit(ann, e);
  await giveBack(rae, e);
  await submit(ann, b);
  expect(inShort(await work(ann))).toEqual([
    [e, 'returned'],
    [c, 'rejected'],
    [d, 'rejected'],
    [a, 'job'],
    [f, 'job'],
  ]);
  expect((await work(ann))[1]).toMatchObject({ rejected: 2, byName: 'rae', reason: 'then' });
  expect(await work(ben)).toEqual([]);
});

test('J33: an item says every reason once, by whom and of how many objects, and where in a job it stands', async () => {
  const { ann, call, draw, giveBack, imageIds, job, lee, rae, submit, work } = await createJobPeople(3);
  const [a, b, c] = imageIds;
  const { name } = await job([c, a, b], { assigneeId: ann.id });
  for (const [id, by, reason] of [
    ['ear', rae, 'Ear is missing'],
    ['label', rae, 'Wrong label'],
    ['labelToo', rae, 'Wrong label'],
    ['unsaid', lee, null],
  ] as const)
    await draw(a, id, ann, {
      decision: 'rejected',
      decided_by: by.id,
      decided_at: { ear: 1, label: 2, labelToo: 3, unsaid: 4 }[id],
      reason,
    });
  const why = {
    rejected: 4,
    rejections: [
      { reason: null, byName: 'lee', objects: 1 },
      { reason: 'Wrong label', byName: 'rae', objects: 2 },
      { reason: 'Ear is missing', byName: 'rae', objects: 1 },
    ],
  };
  const place = { jobName: name, jobPlace: 2, jobImages: 3 };
  expect((await work(ann))[0]).toMatchObject({ imageId: a, kind: 'rejected', ...why, ...place });
  await submit(ann, a);
  await giveBack(rae, a, 'Two are missing');
  const returned = { imageId: a, kind: 'returned', reason: 'Two are missing', byName: 'rae', ...why };
  expect((await work(ann)).map(({ imageId, jobPlace }) => [imageId, jobPlace])).toEqual([
    [a, 2],
    [c, 1],
    [b, 3],
  ]);
  const everywhere = (await call('GET', '/me/returned', { token: ann.token })).json().items;
  expect(everywhere).toMatchObject([{ ...returned, projectId: 'p' }]);
  expect((await call('GET', '/me/returned', { token: rae.token })).json().items).toEqual([]);
});

test('J31: what comes next is what waits behind the image, for whoever has a job or is at what came back', async () => {
  const { ann, ben, db, giveBack, imageIds, job, rae, submit } = await createJobPeople(5);
  await job([imageIds[3], imageIds[0], imageIds[2]], { assigneeId: ann.id });
  const behind = (userId: string, i: number) => nextOf(db, userId, { id: imageIds[i], projectId: 'p' }, 2);
  expect(await behind(ann.id, 3)).toEqual([imageIds[0], imageIds[2]]);
  expect(await behind(ann.id, 2)).toEqual([]);
  expect(await behind(ann.id, 4)).toEqual([imageIds[3], imageIds[0]]);
  expect(await behind(ben.id, 3)).toBeNull();
  await submit(ben, imageIds[3]);
  await giveBack(rae, imageIds[3]);
  expect(await behind(ben.id, 3)).toEqual([imageIds[1], imageIds[4]]);
});

test('J32: whose object is rejected hears who did it and why, and nobody hears of what they did themselves', async () => {
  const { ann, db, draw, imageIds, rae } = await createJobPeople(1);
  const heard: unknown[] = [];
  const image = { projectId: 'p', fileName: '0.jpg' };
  const rejections = createRejections(db);
  rejections.onRejected((to, change) => heard.push([to, change]));
  await draw(imageIds[0], 'a', ann);
  const decided = { imageId: imageIds[0], instanceId: 'a', at: 1, byName: 'rae', reason: 'Too large' };
  await rejections.hear({ ...decided, decision: 'accepted', by: rae.id }, image);
  await rejections.hear({ ...decided, decision: 'rejected', by: ann.id }, image);
  await rejections.hear({ ...decided, decision: 'rejected', by: rae.id, instanceId: 'gone' }, image);
  await rejections.hear({ ...decided, decision: 'rejected', by: rae.id }, image);
  expect(heard).toEqual([
    [
      ann.id,
      {
        projectId: 'p',
        kind: 'rejected',
        imageId: imageIds[0],
        fileName: '0.jpg',
        instanceId: 'a',
        reason: 'Too large',
        jobNames: [],
        byName: 'rae',
      },
    ],
  ]);
});
