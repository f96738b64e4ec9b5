import { readDecision, readInstances, reviewOf } from '@maskroom/shared/document/documentModel';
import { setGeometry, setLabel } from '@maskroom/shared/document/editDocument';
import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { consensusSchema } from '@maskroom/shared/protocol/quality';
import { queueSchema } from '@maskroom/shared/protocol/queue';
import { expect, test } from 'vitest';
import { createConsensusPeople } from '../../support/consensusPeople.ts';
import { storeInstance } from '../../support/storedInstance.ts';

const box = (x: number, width: number) =>
  [
    [
      [
        [x, 1],
        [x + width, 1],
        [x + width, 9],
        [x, 9],
      ],
    ],
  ] satisfies [number, number][][][];

/** All three have one object, Cat's nearest to the others and Ben's with another label; Ann adds another. */
async function threeLayers() {
  const people = await createConsensusPeople(1);
  const { ann, ben, cat, db, imageIds, lee, outcome, start, layerOf } = people;
  const [imageId] = imageIds;
  await start(imageIds, { people: 3 });
  const layers = { ann: await layerOf(ann), ben: await layerOf(ben), cat: await layerOf(cat) };
  await storeInstance(db, layers.ann, box(0, 10), { id: 'a1', label_id: 'l', created_by: ann.id });
  await storeInstance(db, layers.ann, box(40, 5), { id: 'a2', label_id: 'l', created_by: ann.id });
  await storeInstance(db, layers.ben, box(1, 10), { id: 'b1', label_id: 'm', created_by: ben.id });
  await storeInstance(db, layers.cat, box(0, 11), {
    id: 'c1',
    label_id: 'l',
    created_by: cat.id,
    stability_score: 0.8,
  });
  return {
    ...people,
    imageId,
    layers,
    read: async () => consensusSchema.parse(await outcome(lee, 'GET', `/images/${imageId}/consensus`)),
    merge: (least: number) => outcome(lee, 'POST', `/images/${imageId}/consensus/merge`, { least }),
    undo: () => outcome(lee, 'DELETE', `/images/${imageId}/consensus/merge`),
    drawn: () => people.documents.withDocument(imageId, (doc) => readInstances(doc)),
  };
}

test('Q21: n people get a layer of each picture in a job of their own, those who would be done first', async () => {
  const { ann, ben, cat, imageIds, job, lee, outcome, start, told } = await createConsensusPeople(3);
  await job([imageIds[2]], { assigneeId: ann.id });
  const jobs = await start(imageIds.slice(0, 2), { people: 2, size: 1 });
  expect(jobs.map(({ assigneeId, images }) => [assigneeId, images])).toEqual([
    [ben.id, 1],
    [cat.id, 1],
    [ann.id, 1],
    [ben.id, 1],
  ]);
  expect(told.filter(({ kind }) => kind === 'assigned')).toHaveLength(4);
  const again = (body: object) =>
    outcome(lee, 'POST', '/projects/p/consensus', { imageIds, people: 2, ...body });
  expect(await again({})).toBe('conflict');
  expect(await again({ imageIds: [imageIds[2]], people: 4 })).toBe('conflict');
  expect(await again({ imageIds: ['elsewhere'] })).toBe('bad-request');
  expect(await again({ people: 1 })).toBe('bad-request');
});

test('Q23: what was submitted counts, and says who agrees, who misses and who adds', async () => {
  const { ann, ben, cat, giveBack, layers, rae, read, submit } = await threeLayers();
  await submit(ann, layers.ann);
  await submit(ben, layers.ben);
  const two = await read();
  expect(two.layers.map(({ name, submitted }) => [name, submitted])).toEqual([
    ['ann', true],
    ['ben', true],
    ['cat', false],
  ]);
  expect(two.clusters.map(({ members }) => members.map(({ userId }) => userId).sort())).toEqual([
    [ann.id, ben.id].sort(),
    [ann.id],
  ]);
  await submit(cat, layers.cat);
  const [first] = (await read()).clusters;
  expect([first.labelId, first.members.map(({ instanceId }) => instanceId)]).toEqual([
    'l',
    ['c1', 'a1', 'b1'],
  ]);
  await giveBack(rae, layers.ben);
  expect((await read()).clusters[0].members).toHaveLength(2);
});

test('Q24: a merge adds what enough agree on, by whoever drew it, and hands the picture to review', async () => {
  const { ann, ben, cat, drawn, imageId, layers, listOf, merge, outcome, rae, read, stateOf, submit } =
    await threeLayers();
  await submit(ann, layers.ann);
  expect(await merge(1)).toBe('conflict');
  await submit(ben, layers.ben);
  await submit(cat, layers.cat);
  expect(await outcome(rae, 'POST', `/images/${imageId}/consensus/merge`, { least: 2 })).toBe('forbidden');
  const { added } = await merge(2);
  expect(await drawn()).toMatchObject([
    { id: added[0], label: 'l', createdBy: cat.id, predictedIou: 0.9, stabilityScore: 0.8 },
  ]);
  expect(await merge(2)).toBe('conflict');
  expect((await read()).merge).toMatchObject({ byName: 'lee', instances: 1 });
  expect(await stateOf(imageId)).toBe('submitted');
  // The layers are over: everybody has the picture.
  expect((await listOf(ann)).map(({ id }) => id)).toEqual([imageId]);
  expect(await outcome(ann, 'GET', `/images/${layers.ann}`)).toBe('not-found');
  expect(await outcome(rae, 'POST', `/images/${imageId}/return`, { reason: 'No' })).toMatchObject({
    id: imageId,
  });
});

test('Q25: undoing takes away what was added, names what was worked on since, and gives the layers back', async () => {
  const { ann, ben, cat, documents, drawn, imageId, layers, lee, listOf, merge, read, submit, undo } =
    await threeLayers();
  expect(await undo()).toBe('conflict');
  await submit(ann, layers.ann);
  await submit(ben, layers.ben);
  await submit(cat, layers.cat);
  const { added } = await merge(1);
  expect(await undo()).toEqual({ removed: added, kept: [] });
  expect(await drawn()).toEqual([]);
  expect((await read()).merge).toBeNull();
  expect((await listOf(ann)).map(({ id, state }) => [id, state])).toEqual([[layers.ann, 'submitted']]);

  const again = (await merge(1)).added;
  await documents.edit(imageId, lee.id, (doc) => {
    const decision = { decision: 'accepted', by: lee.id, at: 1, reason: null, geometryHash: 'x' } as const;
    reviewOf(doc).set(again[0], decision);
    setLabel(doc, again[1], 'm', 'test');
  });
  expect(await undo()).toEqual({
    removed: [],
    kept: [
      { instanceId: again[0], reason: 'accepted' },
      { instanceId: again[1], reason: 'changed' },
    ],
  });
  const decided = await documents.withDocument(imageId, (doc) => readDecision(doc, again[0])?.decision);
  expect([decided, (await drawn()).length]).toEqual(['accepted', 2]);
});

test('Q24: what the picture has already, left by an undo or drawn before, is not added again', async () => {
  const { ann, ben, db, documents, drawn, imageId, layers, lee, merge, read, submit, undo } =
    await threeLayers();
  await storeInstance(db, imageId, box(41, 5), { id: 'before', label_id: 'm', created_by: ann.id });
  await submit(ann, layers.ann);
  await submit(ben, layers.ben);
  const known = async () => (await read()).clusters.map(({ inPicture }) => inPicture);
  expect(await known()).toEqual([false, true]);
  const { added } = await merge(1);
  expect(added).toHaveLength(1);
  await documents.edit(imageId, lee.id, (doc) => setLabel(doc, added[0], 'm', 'test'));
  expect(await undo()).toMatchObject({ removed: [], kept: [{ reason: 'changed' }] });
  expect(await known()).toEqual([true, true]);
  expect(await merge(1)).toEqual({ added: [] });
  expect((await drawn()).map(({ id }) => id)).toEqual(added);
});

test('Q26: what people agreed on least comes first to whoever reviews, also when it was mended or the merge undone', async () => {
  const { ann, ben, cat, db, documents, imageId, layers, lee, merge, outcome, rae, submit, undo } =
    await threeLayers();
  for (const [who, layer] of [
    [ann, layers.ann] as const,
    [ben, layers.ben] as const,
    [cat, layers.cat] as const,
  ]) {
    await storeInstance(db, layer, box(24, 8), { id: `${who.id}-same`, label_id: 'l', created_by: who.id });
    await submit(who, layer);
  }
  await storeInstance(db, imageId, box(50, 8), { id: 'by-hand', label_id: 'l', created_by: ann.id });
  const queue = async (query = '') =>
    queueSchema
      .parse(await outcome(rae, 'GET', `/projects/p/queue?order=disagreement${query}`))
      .items.map(({ agreement, box: [x0, , x1] }) => [x0, x1, agreement]);
  await merge(1);
  // Cat's shape: Ann's has 10 of its 11 columns, Ben calls it something else.
  const disputed = [0, 11, 10 / 11 / 2];
  const ordered = [[40, 45, 0], disputed, [24, 32, 1], [50, 58, null]];
  expect(await queue()).toEqual(ordered);
  expect(await queue('&limit=2')).toEqual(ordered.slice(0, 2));
  await documents.edit(imageId, lee.id, (doc) => {
    for (const { geometry, id } of readInstances(doc))
      if (Buffer.compare(geometry, encodeGeometry(box(0, 11))) === 0)
        setGeometry(doc, id, encodeGeometry(box(2, 11)), 'test');
  });
  const mended = [2, 13, disputed[2]];
  expect((await queue())[1]).toEqual(mended);
  await undo();
  expect(await queue()).toEqual([mended, [50, 58, null]]);
});

test('Q27: a merge whose objects cannot be written is none, and can be made again', async () => {
  const { ann, ben, db, drawn, imageId, layers, listOf, merge, read, stateOf, submit } = await threeLayers();
  await submit(ann, layers.ann);
  await submit(ben, layers.ben);
  const before = await stateOf(imageId);
  // It is open, and then its log is not there.
  expect(await drawn()).toEqual([]);
  await db.schema.alterTable('document_updates').renameTo('aside').execute();
  expect(await merge(2)).toBe('unavailable');
  expect([await stateOf(imageId), (await read()).merge]).toEqual([before, null]);
  expect((await listOf(ann)).map(({ id }) => id)).toEqual([layers.ann]);
  expect(await db.selectFrom('agreements').selectAll().execute()).toEqual([]);
  await db.schema.alterTable('aside').renameTo('document_updates').execute();
  const { added } = await merge(2);
  expect((await drawn()).map(({ id }) => id)).toEqual(added);
});

test('Q24: of two who merge at once one adds objects', async () => {
  const { ann, ben, drawn, layers, merge, submit } = await threeLayers();
  await submit(ann, layers.ann);
  await submit(ben, layers.ben);
  const outcomes = await Promise.all([merge(2), merge(2)]);
  expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(1);
  expect(await drawn()).toHaveLength(1);
});
