import { projectQualitySchema } from '@maskroom/shared/protocol/quality';
import { expect, test } from 'vitest';
import { createConsensusPeople } from '../../support/consensusPeople.ts';
import { square } from '../../support/jobPeople.ts';
import { storeInstance } from '../../support/storedInstance.ts';

/** The first picture is ground truth with one object; the rest are to be labelled. */
async function withTruth(pictures: number) {
  const people = await createConsensusPeople(pictures);
  const { db, imageIds, lee, outcome, rae } = people;
  const [truthId] = imageIds;
  await people.draw(truthId, 'truth', rae, { decision: 'accepted', decided_by: lee.id, decided_at: 1 });
  expect(await outcome(lee, 'PUT', `/images/${truthId}/truth`)).toBe(null);
  return {
    ...people,
    truthId,
    twinsOf: (id: string) =>
      db.selectFrom('images').select(['id', 'twin_kind']).where('twin_for', '=', id).execute(),
    quality: async (who = lee) =>
      projectQualitySchema.parse(await outcome(who, 'GET', '/projects/p/quality')),
    shareOut: (more: object) => outcome(lee, 'POST', '/projects/p/jobs/distribute', { size: 50, ...more }),
  };
}

test('Q30: a picture with accepted objects is hidden in jobs at a rate, once a person, and looks like any other', async () => {
  const { ann, ben, imageIds, layersOf, lee, listOf, outcome, shareOut, truthId, twinsOf } =
    await withTruth(9);
  expect(await outcome(lee, 'PUT', `/images/${imageIds[1]}/truth`)).toBe('conflict');
  expect(await outcome(ann, 'GET', '/projects/p/truths')).toBe('forbidden');
  expect(await outcome(lee, 'GET', '/projects/p/truths')).toEqual({ imageIds: [truthId] });
  const { jobs } = await shareOut({ size: 4, assigneeIds: [ann.id, ben.id], truthEvery: 4 });
  // Eight pictures in jobs of four: with its twin a job is no longer than any other.
  expect(jobs.map(({ images }: { images: number }) => images)).toEqual([4, 4, 2]);
  for (const who of [ann, ben]) {
    const [twin] = await twinsOf(who.id);
    expect(await twinsOf(who.id)).toEqual([{ id: twin.id, twin_kind: 'honeypot' }]);
    const names = (await listOf(who)).map(({ fileName }) => fileName);
    expect(names).toEqual(imageIds.map((_, i) => `${i}.jpg`));
    expect((await listOf(who))[0]).toMatchObject({ id: twin.id, state: 'new', counts: { instances: 0 } });
    expect(await outcome(who, 'GET', `/images/${truthId}`)).toBe('not-found');
    expect(await layersOf(who)).toContain(twin.id);
  }
  expect((await listOf(lee)).map(({ id }) => id)).toEqual(imageIds);
});

test('Q30: nobody is tried with what they drew on, and an open job has none', async () => {
  const { db, rae, shareOut, twinsOf, truthId } = await withTruth(5);
  await db
    .insertInto('instance_history')
    .values({
      ...{ image_id: truthId, instance_id: 'truth', at: 1, user_id: rae.id, kind: 'added', label_id: 'l' },
      ...{ created_by: rae.id, source: 'manual', predicted_iou: null, decision: 'none', reason: null },
      ...{ attributes: '{}', geometry: null },
    })
    .execute();
  const { jobs } = await shareOut({ size: 2, assigneeIds: [rae.id], truthEvery: 2 });
  expect(await twinsOf(rae.id)).toEqual([]);
  expect(jobs).toHaveLength(2);
  const open = await withTruth(3);
  expect((await open.shareOut({ assigneeIds: [], truthEvery: 2 })).jobs).toMatchObject([{ images: 2 }]);
});

test('Q31: what is submitted is compared with the truth, the last time counts, and only leads are told of whom', async () => {
  const { ann, call, db, lee, outcome, quality, rae, shareOut, submit, twinsOf } = await withTruth(3);
  await shareOut({ assigneeIds: [ann.id], truthEvery: 2 });
  const [{ id: twin }] = await twinsOf(ann.id);
  await submit(ann, twin);
  const scored = async () => (await quality()).honeypots;
  await expect.poll(scored).toMatchObject([{ images: 1, matched: 0, missed: 1 }]);
  await storeInstance(db, twin, square, { id: 'found', label_id: 'm', created_by: ann.id });
  await submit(ann, twin);
  await expect.poll(scored).toEqual([
    {
      ...{ userId: ann.id, images: 1, matched: 1, missed: 0, added: 0, sameLabel: 0 },
      ...{ f1: 1, meanIou: 1, boundaryF1: 1 },
    },
  ]);
  expect(await outcome(ann, 'GET', '/projects/p/quality')).toBe('forbidden');
  expect(await quality(rae)).toMatchObject({ about: 'nobody', people: [], pairs: [], honeypots: [] });
  await outcome(lee, 'PUT', '/projects/p', { figuresFor: 'members' });
  expect((await quality(rae)).honeypots).toHaveLength(1);
  const csv = await call('GET', '/projects/p/quality/export', { token: lee.token });
  expect(csv.body).toContain(`truth,ann,${ann.id},,,,,1,1,0,0,0,1,1,1`);
});

test('Q32: a submission without a comparison is compared when somebody asks, and a compared one is left alone', async () => {
  const { ann, db, quality, shareOut, submit, twinsOf } = await withTruth(3);
  await shareOut({ assigneeIds: [ann.id], truthEvery: 2 });
  const [{ id: twin }] = await twinsOf(ann.id);
  await submit(ann, twin);
  const scores = () => db.selectFrom('honeypot_scores').selectAll().execute();
  await expect.poll(scores).toHaveLength(1);
  const [score] = await scores();
  await db.deleteFrom('honeypot_scores').execute();
  const asked = await Promise.all([quality(), quality()]);
  expect(asked.map(({ honeypots }) => honeypots)).toMatchObject([[{ missed: 1 }], [{ missed: 1 }]]);
  expect(await scores()).toEqual([score]);
  // What is drawn later belongs to a later submission.
  await storeInstance(db, twin, square, { id: 'late', label_id: 'l', created_by: ann.id });
  expect((await quality()).honeypots).toMatchObject([{ missed: 1, matched: 0 }]);
  expect(await scores()).toEqual([score]);
});

test('Q30: a twin that was submitted is accepted along with what else its person submitted', async () => {
  const { ann, decide, draw, imageIds, layersOf, lee, listOf, outcome, rae, shareOut, submit, twinsOf } =
    await withTruth(4);
  await shareOut({ size: 4, assigneeIds: [ann.id], truthEvery: 2 });
  const [{ id: twin }] = await twinsOf(ann.id);
  const others = (await layersOf(ann)).filter((id) => id !== twin);
  expect(others.toSorted()).toEqual(imageIds.slice(1).toSorted());
  const states = async () => {
    const listed = new Map((await listOf(ann)).map((image) => [image.id, image]));
    const { counts, state } = await outcome(ann, 'GET', `/images/${twin}`);
    expect({ counts, state }).toEqual({ counts: listed.get(twin)?.counts, state: listed.get(twin)?.state });
    // As of any image: accepted is what has nothing else in it than accepted objects.
    for (const { counts, state } of listed.values())
      expect(state === 'accepted').toBe(counts.instances > 0 && counts.accepted === counts.instances);
    return [twin, ...others].map((id) => listed.get(id)?.state);
  };
  for (const id of [others[0], twin, others[1]]) {
    await draw(id, `on ${id}`, ann);
    await submit(ann, id);
  }
  expect(await states()).toEqual(['submitted', 'submitted', 'submitted', 'new']);
  await decide(`on ${others[0]}`, 'accepted');
  expect(await states()).toEqual(['submitted', 'accepted', 'submitted', 'new']);
  await decide(`on ${others[1]}`, 'rejected');
  expect(await states()).toEqual(['submitted', 'accepted', 'rejected', 'new']);
  await decide(`on ${others[1]}`, 'accepted');
  expect(await states()).toEqual(['accepted', 'accepted', 'accepted', 'new']);
  expect(await outcome(rae, 'GET', '/projects/p/queue')).toMatchObject({ total: 0 });
  expect((await listOf(lee)).map(({ id }) => id)).not.toContain(twin);
});
