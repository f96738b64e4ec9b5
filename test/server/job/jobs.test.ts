import { share, skillOf } from '@maskroom/server/job/distribute.ts';
import { jobListSchema } from '@maskroom/shared/protocol/jobs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createJobPeople } from '../../support/jobPeople.ts';

test('J20: a lead gives images of the project to members who may annotate', async () => {
  const { addProject, ann, imageIds, images, job, lee, member, outcome, told } = await createJobPeople(2);
  const viewer = await member('viewer', 'vic');
  await addProject('q');
  const create = (body: object) => outcome(lee, 'POST', '/projects/p/jobs', body);
  expect(await create({ imageIds: ['elsewhere'] })).toBe('bad-request');
  expect(await create({ imageIds, assigneeId: viewer.id })).toBe('bad-request');
  expect(await create({ imageIds: [] })).toBe('bad-request');
  expect(await outcome(ann, 'POST', '/projects/p/jobs', { imageIds })).toBe('forbidden');
  const [due, later] = ['2027-01-05T12:00:00.000Z', '2027-01-06T12:00:00.000Z'];
  const made = await job([...imageIds, imageIds[0]], { assigneeId: ann.id, dueAt: due });
  expect(made).toMatchObject({ name: 'Job 1', assigneeName: 'ann', dueAt: due, images: 2, submitted: 0 });
  const path = `/projects/p/jobs/${made.id}`;
  expect(await outcome(lee, 'PUT', path, { name: 'Night', dueAt: later })).toMatchObject({
    name: 'Night',
    assigneeId: ann.id,
    dueAt: later,
  });
  expect(await outcome(lee, 'PUT', `/projects/q/jobs/${made.id}`, { name: 'x' })).toBe('not-found');
  expect(await outcome(lee, 'DELETE', path)).toBe(null);
  expect(await outcome(lee, 'DELETE', path)).toBe('not-found');
  expect(told.map(({ to, kind, jobNames }) => [to, kind, jobNames])).toEqual([
    [ann.id, 'assigned', ['Job 1']],
    [ann.id, 'taken-away', ['Night']],
  ]);
  expect(await images.get(imageIds[0])).not.toBeNull();
});

test('J21: of two who claim an open job at once one gets it', async () => {
  const { ann, ben, imageIds, job, jobDo } = await createJobPeople(1);
  const open = await job(imageIds);
  const answers = await Promise.all([jobDo(ann, open, 'claim'), jobDo(ben, open, 'claim')]);
  expect(answers.filter((answer) => answer === 'conflict')).toHaveLength(1);
  const winner = answers.find((answer) => answer !== 'conflict').assigneeId === ann.id ? ann : ben;
  expect(await jobDo(winner, open, 'claim')).toMatchObject({ assigneeId: winner.id });
});

test('J22, J23: skips are forgotten when a job is handed back, submissions are not', async () => {
  const { ann, ben, imageIds, job, jobDo, lee, outcome, submit } = await createJobPeople(2);
  const mine = await job(imageIds, { assigneeId: ann.id });
  const skip = `/projects/p/jobs/${mine.id}/images/${imageIds[1]}/skip`;
  await submit(ann, imageIds[0]);
  expect(await outcome(ben, 'PUT', skip, { reason: 'Not mine' })).toBe('forbidden');
  expect(await outcome(ann, 'PUT', skip, { reason: 'Too dark' })).toMatchObject({ submitted: 1, skipped: 1 });
  expect(await outcome(ann, 'DELETE', skip)).toMatchObject({ skipped: 0 });
  await outcome(ann, 'PUT', skip, { reason: 'Too dark' });
  await submit(ann, imageIds[1]);
  expect(await outcome(ann, 'DELETE', `/images/${imageIds[1]}/submission`)).toMatchObject({ state: 'new' });
  expect(await outcome(ann, 'PUT', skip, { reason: 'Too dark' })).toMatchObject({ submitted: 1, skipped: 1 });
  expect(await jobDo(ben, mine, 'hand-back', { reason: 'Mine now' })).toBe('forbidden');
  expect(await jobDo(ann, mine, 'hand-back', { reason: 'Holiday' })).toMatchObject({
    assigneeId: null,
    skipped: 0,
    handedBack: { byName: 'ann', reason: 'Holiday' },
  });
  expect(await jobDo(lee, mine, 'hand-back', { reason: 'x' })).toBe('conflict');
  expect(await jobDo(ben, mine, 'claim')).toMatchObject({ handedBack: null, submitted: 0, skipped: 0 });
  expect(await outcome(lee, 'PUT', `/projects/p/jobs/${mine.id}`, { assigneeId: ann.id })).toMatchObject({
    submitted: 1,
  });
});

test('J24: what nobody has is cut in order and shared by open work and skill', async () => {
  const { ann, ben, draw, giveBack, imageIds, job, lee, outcome, rae, submit } = await createJobPeople(9);
  await submit(ann, imageIds[0]);
  await job([imageIds[1]], { assigneeId: ben.id });
  for (let i = 0; i < 4; i++)
    await draw(imageIds[2], `x${i}`, ann, { decision: i === 0 ? 'accepted' : 'rejected' });
  const made = jobListSchema.parse(await outcome(lee, 'POST', '/projects/p/jobs/distribute', { size: 3 }));
  // Skill: Ann 3/7, Ben 2/3. Ben's 1 + 3 images are done before Ann's first 3, then Ann's 3 before Ben's 4 + 3.
  expect(made.jobs.map(({ assigneeName, images }) => [assigneeName, images])).toEqual([
    ['ben', 3],
    ['ann', 3],
    ['ben', 1],
  ]);
  expect(await outcome(lee, 'POST', '/projects/p/jobs/distribute', { size: 3 })).toBe('conflict');
  // What was sent back waits for whoever made it.
  await giveBack(rae, imageIds[0]);
  expect(await outcome(lee, 'POST', '/projects/p/jobs/distribute', { size: 3 })).toBe('conflict');
});

test('J27: no two jobs ever get one name, and those of one time are worked in the order they were made in', async () => {
  const { ann, imageIds, job, lee, outcome, work } = await createJobPeople(12);
  const shareOut = async () =>
    jobListSchema.parse(
      await outcome(lee, 'POST', '/projects/p/jobs/distribute', { size: 1, assigneeIds: [ann.id] }),
    ).jobs;
  const made = await shareOut();
  expect(made.map(({ name }) => name)).toEqual(imageIds.map((_, i) => `Job ${i + 1}`));
  expect((await work(ann)).map(({ imageId }) => imageId)).toEqual(imageIds);
  for (const { id } of [made[3], made[11]]) await outcome(lee, 'DELETE', `/projects/p/jobs/${id}`);
  await job([imageIds[0]], { name: 'Job 14' });
  expect((await shareOut()).map(({ name }) => name)).toEqual(['Job 15', 'Job 16']);
});

test('J24: nobody gets a job that somebody else would be done with sooner', () => {
  const person = fc.record({
    userId: fc.uuid(),
    openImages: fc.nat(200),
    accepted: fc.nat(50),
    decided: fc.integer({ min: 50, max: 100 }),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(person, { selector: ({ userId }) => userId, minLength: 1, maxLength: 8 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 }),
      (people, sizes) => {
        const open = new Map(people.map(({ openImages, userId }) => [userId, openImages]));
        for (const [i, got] of share(sizes, people).entries()) {
          const done = people.map((one) => ((open.get(one.userId) ?? 0) + sizes[i]) / skillOf(one));
          const theirs = done[people.findIndex(({ userId }) => userId === got)];
          expect(theirs).toBe(Math.min(...done));
          if (got !== null) open.set(got, (open.get(got) ?? 0) + sizes[i]);
        }
      },
    ),
  );
});
