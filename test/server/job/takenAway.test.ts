import { listDrawn } from '@maskroom/server/store/removedJobStore.ts';
import { listSkips } from '@maskroom/server/store/skipStore.ts';
import { jobDetailsSchema, jobListSchema } from '@maskroom/shared/protocol/jobs';
import { expect, test } from 'vitest';
import { createJobPeople, type Worker } from '../../support/jobPeople.ts';
import { queryPlans } from '../../support/queryPlan.ts';

/** Ann and Ben have a layer each of one picture; Ann has drawn two objects on hers. */
async function createLayers() {
  const people = await createJobPeople(2);
  const { ann, draw, imageIds, lee, outcome, work } = people;
  const wanted = { imageIds: [imageIds[0]], people: 2 };
  const { jobs } = jobListSchema.parse(await outcome(lee, 'POST', '/projects/p/consensus', wanted));
  const job = jobs.find(({ assigneeId }) => assigneeId === ann.id);
  if (!job) throw new Error('Ann has no job');
  const [{ imageId: layer }] = await work(ann);
  for (const id of ['a', 'b']) await draw(layer, id, ann);
  const has = async (who: Worker) => (await work(who)).map(({ imageId, kind }) => [imageId, kind]);
  return { ...people, has, job, layer, path: `/projects/p/jobs/${job.id}` };
}

test('J25: a job that is taken away says what ends with it, and comes back with what was drawn', async () => {
  const { ann, has, job, layer, lee, outcome, path, told } = await createLayers();
  expect(await outcome(lee, 'GET', path)).toMatchObject({ drawn: { pictures: 1, objects: 2 } });
  expect(await outcome(lee, 'POST', `${path}/restore`)).toBe('not-found');
  expect(await outcome(lee, 'DELETE', path)).toBeNull();
  expect(await outcome(ann, 'GET', `/images/${layer}`)).toBe('not-found');
  expect((await outcome(lee, 'GET', '/projects/p/jobs')).jobs).toHaveLength(1);
  const removed = jobListSchema.parse(await outcome(lee, 'GET', '/projects/p/jobs/removed')).jobs;
  expect(removed).toMatchObject([{ id: job.id, assigneeName: 'ann', drawn: { pictures: 1, objects: 2 } }]);
  expect(removed[0].removedAt).not.toBeNull();
  expect(await outcome(lee, 'POST', `${path}/restore`)).toMatchObject({
    assigneeId: ann.id,
    removedAt: null,
  });
  expect(await has(ann)).toEqual([[layer, 'job']]);
  expect((await outcome(ann, 'GET', `/images/${layer}/instances`)).instances).toHaveLength(2);
  expect(told.filter(({ to }) => to === ann.id).map(({ kind }) => kind)).toEqual([
    'assigned',
    'taken-away',
    'assigned',
  ]);
});

test('J26: only leads are told what was drawn on layers, and it is looked up of the job that is asked for alone', async () => {
  const { ann, ben, db, job, layer, lee, outcome, path } = await createLayers();
  const nothing = { pictures: 0, objects: 0 };
  const skip = `${path}/images/${layer}/skip`;
  expect(await outcome(ann, 'PUT', skip, { reason: 'Dark' })).toMatchObject({ drawn: nothing });
  expect((await outcome(lee, 'GET', path)).drawn).toEqual({ pictures: 1, objects: 2 });
  expect(await outcome(ann, 'POST', `${path}/hand-back`, { reason: 'No' })).toMatchObject({ drawn: nothing });
  expect(await outcome(ben, 'GET', '/projects/p/jobs')).toMatchObject({
    jobs: [{ drawn: nothing }, { drawn: nothing }],
  });
  for (const list of [listDrawn, listSkips])
    for (const plan of await queryPlans(db, (db) => list(db, 'p', job.id)))
      expect(plan.map(({ detail }) => detail).join()).toMatch(/SEARCH [ij] USING .*\((id|job_id)=\?/);
});

test('J25: a layer whose person has another one by now stays away, and so does one whose picture was merged', async () => {
  const { ann, db, imageIds, job, lee, outcome, path, work } = await createLayers();
  await outcome(lee, 'DELETE', path);
  const [other] = (await outcome(lee, 'GET', '/projects/p/jobs')).jobs;
  await outcome(lee, 'DELETE', `/projects/p/jobs/${other.id}`);
  await outcome(lee, 'POST', '/projects/p/consensus', { imageIds: [imageIds[0]], people: 2 });
  const [{ imageId: second }] = await work(ann);
  expect(await outcome(lee, 'POST', `${path}/restore`)).toMatchObject({ id: job.id, images: 0 });
  expect((await work(ann)).map(({ imageId }) => imageId)).toEqual([second]);
  await db
    .insertInto('merges')
    .values({ id: 'm', image_id: imageIds[0], at: 1, merged_by: lee.id, undone_at: null, instances: '[]' })
    .execute();
  const restored = await outcome(lee, 'POST', `/projects/p/jobs/${other.id}/restore`);
  expect(restored).toMatchObject({ images: 0 });
});

test('J25: what is in a job that was taken away is shared out again', async () => {
  const { imageIds, job, lee, outcome } = await createJobPeople(2);
  const { id } = await job(imageIds);
  expect(await outcome(lee, 'POST', '/projects/p/jobs/distribute', { size: 2 })).toBe('conflict');
  await outcome(lee, 'DELETE', `/projects/p/jobs/${id}`);
  const { jobs } = await outcome(lee, 'POST', '/projects/p/jobs/distribute', { size: 2 });
  expect(jobs).toMatchObject([{ name: 'Job 2', images: 2 }]);
});

test('J26: others’ jobs and reasons are for leads, and where the project shows members what others do', async () => {
  const { ann, ben, imageIds, job, lee, outcome, rae } = await createJobPeople(3);
  const mine = await job([imageIds[0]], { assigneeId: ann.id });
  const theirs = await job([imageIds[1], imageIds[2]], { assigneeId: ben.id });
  const open = await job([imageIds[2]]);
  const skip = `/projects/p/jobs/${theirs.id}/images/${imageIds[1]}/skip`;
  await outcome(ben, 'PUT', skip, { reason: 'Too dark' });
  const seen = async (who: Worker) =>
    jobListSchema
      .parse(await outcome(who, 'GET', '/projects/p/jobs'))
      .jobs.map(({ id, skips }) => [id, skips]);
  const reasons = [{ imageId: imageIds[1], fileName: '1.jpg', reason: 'Too dark' }];
  expect(await seen(lee)).toEqual([
    [open.id, []],
    [theirs.id, reasons],
    [mine.id, []],
  ]);
  expect(await seen(ben)).toEqual([
    [open.id, []],
    [theirs.id, reasons],
  ]);
  for (const who of [ann, rae])
    expect(await outcome(who, 'GET', `/projects/p/jobs/${theirs.id}`)).toBe('not-found');
  expect((await seen(ann)).map(([id]) => id)).toEqual([open.id, mine.id]);
  await outcome(lee, 'PUT', '/projects/p', { figuresFor: 'members' });
  expect(await seen(ann)).toEqual([
    [open.id, []],
    [theirs.id, []],
    [mine.id, []],
  ]);
  const { pictures } = jobDetailsSchema.parse(await outcome(lee, 'GET', `/projects/p/jobs/${theirs.id}`));
  expect(pictures).toEqual([
    { imageId: imageIds[1], fileName: '1.jpg', done: 'skipped' },
    { imageId: imageIds[2], fileName: '2.jpg', done: null },
  ]);
});

test('J26: whoever tells layers from pictures is told the pictures of a job, its person their layers', async () => {
  const { ann, imageIds, layer, lee, outcome, path } = await createLayers();
  const of = async (who: Worker) => (await outcome(who, 'GET', path)).pictures;
  expect(await of(lee)).toEqual([{ imageId: imageIds[0], fileName: '0.jpg', done: null }]);
  expect(await of(ann)).toEqual([{ imageId: layer, fileName: '0.jpg', done: null }]);
});
