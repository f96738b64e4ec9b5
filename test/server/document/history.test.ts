import { createDocumentHistory } from '@maskroom/server/document/history.ts';
import { instancesOf, readDecision, readInstances } from '@maskroom/shared/document/documentModel';
import {
  deleteInstance,
  setAttribute,
  setGeometry,
  setGroup,
  setLabel,
  setOrder,
} from '@maskroom/shared/document/editDocument';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import { expect, test } from 'vitest';
import { openTab, square, type Tab } from '../../support/documentPeople.ts';
import { person, startDocumentServer } from '../../support/documentServer.ts';
import { until } from '../../support/until.ts';

const image = { id: 'picture', projectId: 'p' };

async function setUp() {
  const server = await startDocumentServer();
  for (const [position, id] of ['car', 'tree'].entries())
    await server.db
      .insertInto('labels')
      .values({ id, project_id: 'p', name: id, attributes: '[]', color: '#000000', position })
      .execute();
  const history = createDocumentHistory(server.db, server.documents);
  const kinds = async () =>
    (await history.page('picture', { limit: 100 })).entries
      .map((e) => `${e.userId} ${e.kind} ${e.instanceId}`)
      .reverse();
  const recorded = async (count: number) => {
    while ((await kinds()).length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const newest = async () => (await history.page('picture', { limit: 1 })).entries[0]?.seq ?? 0;
  return { server, history, kinds, newest, recorded };
}

/** All that a document says of its instances. */
const shapes = (tab: Tab) => Object.fromEntries(readInstances(tab.doc).map(({ id, ...rest }) => [id, rest]));

test('D50, D51: every change is on record with its author, and any moment can be looked at', async () => {
  const { server, history, kinds, newest, recorded } = await setUp();
  await using _ = server;
  using ann = openTab(server.url, 'ann');
  using ben = openTab(server.url, 'ben');
  await Promise.all([ann.synced(), ben.synced()]);
  ann.add('a');
  await until(() => ann.updates() === 1);
  const added = await newest();
  setGeometry(ben.doc, 'a', square(30, 30), ben.origin);
  await until(() => ann.updates() === 2);
  setLabel(ann.doc, 'a', 'tree', ann.origin);
  await until(() => ann.updates() === 3);
  const hash = geometryHash(square(30, 30));
  const by = person('rae');
  await server.documents.decide({
    imageId: 'picture',
    instanceId: 'a',
    decision: 'rejected',
    reason: 'too big',
    geometryHash: hash,
    by,
  });
  setGeometry(ann.doc, 'a', square(40, 40), ann.origin);
  await recorded(6);
  setAttribute(ann.doc, 'a', 'doors', 4, ann.origin);
  await recorded(7);
  setGroup(ann.doc, 'a', 'pair', ann.origin);
  await recorded(8);
  setOrder(ben.doc, 'a', 7, ben.origin);
  await recorded(9);
  deleteInstance(ann.doc, 'a', ann.origin);
  await recorded(10);
  expect(await kinds()).toEqual([
    'ann added a',
    'ben reshaped a',
    'ann relabelled a',
    'rae rejected a',
    'ann reshaped a',
    'ann reopened a',
    'ann described a',
    'ann grouped a',
    'ben reordered a',
    'ann deleted a',
  ]);
  expect(await history.at('picture', 0)).toEqual([]);
  expect(await history.at('picture', added)).toMatchObject([
    { instance_id: 'a', label: 'car', created_by: 'ann' },
  ]);
  const [relabelled] = await history.at('picture', added + 2);
  expect([relabelled.label, geometryHash(relabelled.geometry)]).toEqual(['tree', hash]);
  expect(await history.at('picture', await newest())).toEqual([]);
});

test('D52: going back is an edit for everyone, keeps what was accepted, and can itself be gone back from', async () => {
  const { server, history, kinds, newest, recorded } = await setUp();
  await using _ = server;
  using ann = openTab(server.url, 'ann');
  await ann.synced();
  ann.add('a', { source: 'model', predictedIou: 0.9, stabilityScore: 0.8 });
  ann.add('b', { geometry: square(50, 50), group: 'pair', stabilityScore: 0.7 });
  await recorded(2);
  const [then, before] = [await newest(), shapes(ann)];
  setGeometry(ann.doc, 'a', square(90, 90), ann.origin);
  setAttribute(ann.doc, 'a', 'doors', 4, ann.origin);
  setOrder(ann.doc, 'a', 40, ann.origin);
  deleteInstance(ann.doc, 'b', ann.origin);
  ann.add('c', { geometry: square(70, 70) });
  ann.add('locked', { geometry: square(20, 90) });
  await recorded(8);
  const by = person('rae');
  const hash = geometryHash(square(20, 90));
  await server.documents.decide({
    imageId: 'picture',
    instanceId: 'locked',
    decision: 'accepted',
    reason: null,
    geometryHash: hash,
    by,
  });
  const [later, after] = [await newest(), shapes(ann)];

  const restored = await history.restore(image, then, 'lea');
  expect(restored.changed.sort()).toEqual(['a', 'b', 'c']);
  expect(restored.kept).toEqual([{ instanceId: 'locked', reason: 'accepted' }]);
  const { locked } = after;
  await until(() => shapes(ann).b !== undefined);
  expect(shapes(ann)).toEqual({ ...before, locked });
  expect((await kinds()).slice(-5).sort()).toEqual([
    'lea deleted c',
    'lea described a',
    'lea reordered a',
    'lea reshaped a',
    'lea restored b',
  ]);

  await history.restore(image, later, 'lea');
  await until(() => shapes(ann).c !== undefined);
  expect(shapes(ann)).toEqual(after);
  expect(await history.restore(image, later, 'lea')).toEqual({ changed: [], kept: [] });
});

test('D52: what has no place in the document any more comes back whole, in its group and where it lay', async () => {
  const { server, history, newest, recorded } = await setUp();
  await using _ = server;
  using ann = openTab(server.url, 'ann');
  await ann.synced();
  ann.add('a', { source: 'model', predictedIou: 0.9, stabilityScore: 0.8, group: 'pair' });
  ann.add('b', { group: 'pair' });
  ann.add('c');
  await recorded(3);
  const [then, before] = [await newest(), shapes(ann)];
  // As in a document made anew: nothing is left of it.
  await server.documents.edit('picture', null, (doc) => instancesOf(doc).delete('a'));
  await history.restore(image, then, 'lea');
  await until(() => shapes(ann).a !== undefined);
  expect(shapes(ann)).toEqual(before);
});

test('D42, D52: going back to another group or order leaves a decision as it is', async () => {
  const { server, history, newest, recorded } = await setUp();
  await using _ = server;
  using ann = openTab(server.url, 'ann');
  await ann.synced();
  ann.add('a');
  await recorded(1);
  const then = await newest();
  setGroup(ann.doc, 'a', 'pair', ann.origin);
  await recorded(2);
  const hash = geometryHash(square(10, 10));
  const rejected = { imageId: 'picture', instanceId: 'a', decision: 'rejected', reason: 'no' } as const;
  await server.documents.decide({ ...rejected, geometryHash: hash, by: person('rae') });
  expect(await history.restore(image, then, 'lea')).toEqual({ changed: ['a'], kept: [] });
  await until(() => shapes(ann).a.group === null);
  const decision = await server.documents.withDocument('picture', (doc) => readDecision(doc, 'a')?.decision);
  expect(decision).toBe('rejected');
});

test('D52: a moment of before groups and order were recorded leaves them as they are', async () => {
  const { server, history, newest, recorded } = await setUp();
  await using _ = server;
  using ann = openTab(server.url, 'ann');
  await ann.synced();
  ann.add('a', { group: 'pair', stabilityScore: 0.8 });
  await recorded(1);
  const [then, before] = [await newest(), shapes(ann)];
  await server.db
    .updateTable('instance_history')
    .set({ stability_score: null, group_id: null, draw_order: null })
    .execute();
  setGeometry(ann.doc, 'a', square(90, 90), ann.origin);
  await recorded(2);
  await history.restore(image, then, 'lea');
  await recorded(3);
  await until(() => geometryHash(shapes(ann).a.geometry) === geometryHash(square(10, 10)));
  expect(shapes(ann)).toEqual(before);
});
