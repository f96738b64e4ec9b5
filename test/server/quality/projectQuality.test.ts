import { createDocumentLogStore } from '@maskroom/server/store/documentLogStore.ts';
import { type ProjectQuality, projectQualitySchema } from '@maskroom/shared/protocol/quality';
import { expect, test } from 'vitest';
import { createConsensusPeople } from '../../support/consensusPeople.ts';
import { square } from '../../support/jobPeople.ts';
import { instanceRow, storeInstance } from '../../support/storedInstance.ts';

test('Q40, Q41, Q42: who agrees with whom, about which labels, and which labels meant the same', async () => {
  const { ann, ben, call, cat, db, imageIds, layersOf, lee, outcome, start, submit } =
    await createConsensusPeople(2);
  await start(imageIds, { people: 3 });
  for (const [who, label] of [
    [ann, 'l'],
    [ben, 'l'],
    [cat, 'm'],
  ] as const) {
    const [first, second] = await layersOf(who);
    await storeInstance(db, first, square, { id: `${who.id}-1`, label_id: label, created_by: who.id });
    await submit(who, first);
    if (who === cat) continue;
    // Ann draws nothing on the second; Cat never submits it.
    if (who === ben) await storeInstance(db, second, square, { id: 'b2', label_id: 'l', created_by: ben.id });
    await submit(who, second);
  }
  const quality = projectQualitySchema.parse(await outcome(lee, 'GET', '/projects/p/quality'));
  expect(quality).toMatchObject({ images: 2, truths: 0, about: 'everybody' });
  expect(quality.pictures.map(({ layers, merged, submitted }) => [layers, submitted, merged])).toEqual([
    [3, 3, false],
    [3, 2, false],
  ]);
  const pair = (one: { id: string }, other: { id: string }) =>
    quality.pairs.find(({ a, b }) => [a, b].includes(one.id) && [a, b].includes(other.id));
  expect(pair(ann, ben)).toMatchObject({ images: 2, matched: 1, f1: 2 / 3, meanIou: 1, boundaryF1: 1 });
  expect(pair(ann, cat)).toMatchObject({ images: 1, matched: 1, onlyA: 0, onlyB: 0, f1: 1 });
  expect(pair(ann, ben)?.labels).toMatchObject([{ labelId: 'l', matched: 1, f1: 2 / 3 }]);
  // What the one called so and the other called otherwise is nothing that they agree on.
  expect(new Map(pair(ann, cat)?.labels.map(({ f1, labelId }) => [labelId, f1]))).toEqual(
    new Map([
      ['l', 0],
      ['m', 0],
    ]),
  );
  const label = (id: string): ProjectQuality['labels'][number] | undefined =>
    quality.labels.find(({ labelId }) => labelId === id);
  // Of `l`: Ann and Ben one, each of them against Cat none, and Ben one that Ann has not.
  expect(label('l')).toMatchObject({ matched: 1, f1: 2 / (2 + 3) });
  expect(label('m')).toMatchObject({ matched: 0, f1: 0, meanIou: null });
  expect(quality.confusion).toEqual([
    { a: 'l', b: 'm', count: 2 },
    { a: 'l', b: 'l', count: 1 },
  ]);
  const csv = await call('GET', '/projects/p/quality/export', { token: lee.token });
  expect(csv.body.split('\r\n')[0]).toMatch(/^what,first,firstId,/);
  expect(csv.body).toMatch(/^confusion,.*,l,.*,m,,,,2,/m);
  // Each two, and each two on each label that one of them gave.
  expect(csv.body.match(/^people,/gm)).toHaveLength(quality.pairs.length);
  expect(csv.body.match(/^people on label,/gm)).toHaveLength(
    quality.pairs.reduce((rows, { labels }) => rows + labels.length, 0),
  );
});

test('Q40: what changes on a submitted layer is compared anew, and so is a picture that one of three withdraws', async () => {
  const { ann, ben, cat, db, imageIds, layerOf, lee, outcome, start, submit } =
    await createConsensusPeople(1);
  await start(imageIds, { people: 3 });
  const log = createDocumentLogStore(db);
  const layers = new Map<string, string>();
  const change = (who: typeof ann, put: readonly string[], removed: readonly string[] = []) => {
    const imageId = layers.get(who.id) ?? '';
    const rows = put.map((id) => instanceRow(imageId, square, { id, label_id: 'l', created_by: who.id }));
    const of = { userId: who.id, at: 5, bytes: Uint8Array.of(0), claims: [] };
    return log.append(imageId, [{ ...of, instances: { put: rows, removed } }]);
  };
  for (const who of [ann, ben, cat]) {
    layers.set(who.id, await layerOf(who));
    await change(who, [who.id]);
    await submit(who, layers.get(who.id) ?? '');
  }
  const pairs = async () =>
    projectQualitySchema
      .parse(await outcome(lee, 'GET', '/projects/p/quality'))
      .pairs.map(({ matched }) => matched);
  expect(await pairs()).toEqual([1, 1, 1]);
  await change(ann, [], [ann.id]);
  expect((await pairs()).sort()).toEqual([0, 0, 1]);
  await outcome(cat, 'DELETE', `/images/${layers.get(cat.id)}/submission`);
  expect(await pairs()).toEqual([0]);
});
