import { wholeProject } from '@maskroom/server/store/stretch.ts';
import { workOfSubmitted } from '@maskroom/server/store/submissionStore.ts';
import { expect, test } from 'vitest';
import { createConsensusPeople } from '../../support/consensusPeople.ts';

test('Q20: a layer is there for its person and reviewers, by every way, and for nobody else', async () => {
  const { ann, ben, cat, imageIds, layerOf, lee, outcome, rae, start } = await createConsensusPeople(2);
  await start([imageIds[0]], { people: 2, assigneeIds: [ann.id, ben.id] });
  const [ofAnn, ofBen] = [await layerOf(ann), await layerOf(ben)];
  const calls = ['', '/instances', '/history', '/comments'];
  const seen = async (who: typeof ann, imageId: string) => {
    const answers = await Promise.all(calls.map((path) => outcome(who, 'GET', `/images/${imageId}${path}`)));
    const ticket = await outcome(who, 'POST', '/tickets', { imageId });
    return [...new Set([...answers, ticket].map((answer) => (answer === 'not-found' ? 'no' : 'yes')))];
  };
  const asked: [typeof ann, string[]][] = [
    [ann, ['yes', 'no', 'no']],
    [ben, ['no', 'yes', 'no']],
    [cat, ['no', 'no', 'yes']],
    [rae, ['yes', 'yes', 'yes']],
    [lee, ['yes', 'yes', 'yes']],
  ];
  for (const [who, expected] of asked)
    for (const [i, imageId] of [ofAnn, ofBen, imageIds[0]].entries())
      expect(await seen(who, imageId)).toEqual([expected[i]]);
  expect(await outcome(ben, 'PUT', `/images/${ofAnn}/submission`)).toBe('not-found');
});

test('Q20: to its person a layer looks like the picture: same place, name, size and shape of the answer', async () => {
  const { ann, cat, imageIds, listOf, layerOf, outcome, start, ben } = await createConsensusPeople(3);
  const before = await listOf(cat);
  await start([imageIds[1]], { people: 2, assigneeIds: [ann.id, ben.id] });
  const [own, others] = [await listOf(ann), await listOf(cat)];
  expect(others).toEqual(before);
  expect(own.map(({ id }) => id)).toEqual([imageIds[0], await layerOf(ann), imageIds[2]]);
  expect(own.map(({ id: _, ...rest }) => ({ ...rest, state: 'new' }))).toEqual(
    others.map(({ id: _, ...rest }) => rest),
  );
  expect(own[1].id).toMatch(/^[0-9a-f-]{36}$/);
  expect(Object.keys(await outcome(ann, 'GET', `/images/${own[1].id}`))).toEqual(
    Object.keys(await outcome(cat, 'GET', `/images/${imageIds[1]}`)),
  );
});

test('Q20: the project counts, exports, queues and shares out none of them, and no upload is found by one', async () => {
  const { addPicture, ann, ben, db, draw, imageIds, layerOf, lee, outcome, rae, start } =
    await createConsensusPeople(2);
  await start([imageIds[0]], { people: 2, assigneeIds: [ann.id, ben.id] });
  await draw(await layerOf(ann), 'own', ann);
  const { counts, cover } = await outcome(lee, 'GET', '/projects/p');
  expect([counts, cover]).toEqual([
    { images: 2, instances: 0, accepted: 0, rejected: 0, undecided: 0 },
    imageIds,
  ]);
  expect(await outcome(rae, 'GET', '/projects/p/queue')).toEqual({
    items: [],
    total: 0,
    own: 0,
    next: null,
    people: [],
  });
  await outcome(ann, 'PUT', `/images/${await layerOf(ann)}/submission`);
  expect(await workOfSubmitted(db, wholeProject('p'))).toEqual([]);
  expect(JSON.stringify(await outcome(rae, 'GET', '/projects/p/export?format=coco'))).not.toContain('own');
  const { jobs } = await outcome(lee, 'POST', '/projects/p/jobs/distribute', { size: 5 });
  expect(jobs).toMatchObject([{ images: 1 }]);
  const again = await addPicture('again.jpg', 64);
  expect(again.id).toBe(imageIds[0]);
  expect(await db.selectFrom('images').select('id').execute()).toHaveLength(4);
});

test('Q22: a layer goes where its job goes until it is submitted, and ends with a job that is taken away', async () => {
  const { ann, ben, cat, imageIds, jobDo, layersOf, lee, listOf, outcome, start, submit } =
    await createConsensusPeople(2);
  const [job, other] = await start(imageIds, { people: 2, assigneeIds: [ann.id, ben.id] });
  const [done, left] = await layersOf(ann);
  await submit(ann, done);
  await jobDo(ann, job, 'hand-back', { reason: 'Away' });
  expect(await outcome(ann, 'GET', `/images/${left}`)).toBe('not-found');
  expect((await outcome(ann, 'GET', `/images/${done}`)).state).toBe('accepted');
  expect(await jobDo(cat, job, 'claim')).toMatchObject({ images: 1, submitted: 0 });
  expect((await listOf(cat)).map(({ id }) => id)).toEqual([imageIds[0], left]);
  // Ben has a layer of that picture: he gets no second one.
  const path = `/projects/p/jobs/${job.id}`;
  expect(await outcome(lee, 'PUT', path, { assigneeId: ben.id })).toMatchObject({ images: 0 });
  expect(await layersOf(ben)).toHaveLength(2);
  expect((await listOf(cat)).map(({ id }) => id)).toEqual(imageIds);
  await outcome(lee, 'DELETE', `/projects/p/jobs/${other.id}`);
  expect((await listOf(ben)).map(({ id }) => id)).toEqual(imageIds);
});

test('Q20: the card of a project shows each person the images that they have, and counts what is on those', async () => {
  const { ann, ben, cat, draw, imageIds, layerOf, lee, outcome, rae, start } = await createConsensusPeople(5);
  await draw(imageIds[0], 'shared', rae);
  await start([imageIds[0]], { people: 2, assigneeIds: [ann.id, ben.id] });
  const layer = await layerOf(ann);
  for (const id of ['one', 'two']) await draw(layer, id, ann);
  const card = async (who: typeof ann) => {
    const { projects } = await outcome(who, 'GET', '/projects');
    const { counts, cover } = await outcome(who, 'GET', '/projects/p');
    expect(projects).toMatchObject([{ counts, cover }]);
    const { images } = await outcome(who, 'GET', '/projects/p/images');
    expect(cover).toEqual(images.slice(0, 4).map(({ id }: { id: string }) => id));
    expect(counts.images).toBe(images.length);
    const sum = (total: number, of: { counts: { instances: number } }) => total + of.counts.instances;
    expect(counts.instances).toBe(images.reduce(sum, 0));
    return [cover[0], counts.instances];
  };
  expect(await card(ann)).toEqual([layer, 2]);
  expect(await card(ben)).toEqual([await layerOf(ben), 0]);
  for (const who of [cat, rae, lee]) expect(await card(who)).toEqual([imageIds[0], 1]);
});
