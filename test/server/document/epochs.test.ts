import { instancesOf, reviewOf } from '@maskroom/shared/document/documentModel';
import { addInstance, deleteInstance, setGeometry } from '@maskroom/shared/document/editDocument';
import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { openTab, shape, square } from '../../support/documentPeople.ts';
import { type DocumentServer, startDocumentServer } from '../../support/documentServer.ts';
import { openRaw, step1, update } from '../../support/rawDocumentClient.ts';
import { until } from '../../support/until.ts';

/** A ring of many vertices inside the picture: `bytes` or a little more when packed. */
function largeGeometry(bytes: number): Uint8Array {
  const count = Math.ceil(bytes / 4);
  const ring = Array.from({ length: count }, (_, i): [number, number] => {
    const angle = (2 * Math.PI * i) / count;
    const radius = i % 2 === 0 ? 200 : 150;
    return [320 + radius * Math.cos(angle), 240 + radius * Math.sin(angle)];
  });
  return encodeGeometry([[ring]]);
}

/** Instances of this size, all but the first deleted again. */
const bloat = (server: DocumentServer, count: number, bytes: number, name = 'large') =>
  server.documents.edit('picture', 'ann', (doc) => {
    const geometry = largeGeometry(bytes);
    for (let i = 0; i < count; i++) {
      addInstance(doc, shape(`${name}${i}`, 'ann', { geometry: i === 0 ? square(5, 5) : geometry }), 'test');
      if (i > 0) deleteInstance(doc, `${name}${i}`, 'test');
    }
  });

const limits = { unloadAfterMs: 5, renewBytes: 20_000 };
const epochOf = async (server: DocumentServer) => (await server.log.load('picture')).epoch;
/** Loads the room again, as the next to come does. */
async function reload(server: DocumentServer): Promise<void> {
  const before = await epochOf(server);
  const epochOnceSomebodyCame = async () => {
    await server.documents.withDocument('picture', () => undefined);
    return epochOf(server);
  };
  await expect.poll(epochOnceSomebodyCame).not.toBe(before);
}

test('D60, D61: a bloated document comes back small, with the same instances, decisions and history', async () => {
  await using server = await startDocumentServer({ limits });
  await bloat(server, 10, 8_000);
  await server.documents.edit('picture', 'lea', (doc) => {
    const accepted = { decision: 'accepted', by: 'rae', at: 1, reason: null, geometryHash: '0' } as const;
    reviewOf(doc).set('large0', accepted);
  });
  const state = (doc: Y.Doc) => ({
    review: reviewOf(doc).toJSON(),
    kept: instancesOf(doc).get('large0')?.toJSON(),
  });
  const before = await server.documents.withDocument('picture', state);
  await reload(server);
  const { epoch, snapshot, updates, spent } = await server.log.load('picture');
  expect([epoch, updates.length, spent.size]).toEqual([1, 0, 0]);
  expect(snapshot?.length).toBeLessThan(1_000);
  expect(await server.documents.withDocument('picture', state)).toEqual(before);
  const sizes = await server.documents.withDocument('picture', (doc) => instancesOf(doc).size);
  expect(sizes).toBe(1);
  const history = await server.db.selectFrom('instance_history').selectAll().execute();
  expect(history.length).toBeGreaterThan(0);
});

test('D60, D62: one that is nearly full is made anew under people, and what they had not saved can be brought', async () => {
  await using server = await startDocumentServer();
  using ann = openTab(server.url, 'ann');
  await ann.synced();
  ann.add('a');
  await until(() => ann.updates() === 1);
  for (let i = 0; i < 3 && (await epochOf(server)) === 0; i++) await bloat(server, 80, 60_000, `large${i}of`);
  expect((await ann.closed).code).toBe(4409);
  expect(await epochOf(server)).toBe(1);
  using again = openTab(server.url, 'ann');
  await again.synced();
  expect(again.ids()).toContain('a');
  setGeometry(again.doc, 'a', square(30, 30), again.origin);
  await until(() => again.updates() === 1);
  expect(await server.documents.countInstances('picture')).toBe(again.ids().length);
});

test('D62: a copy of a former epoch gets nothing, changes nothing and is no offence', async () => {
  await using server = await startDocumentServer({ limits });
  const old = new Y.Doc();
  {
    using ann = openTab(server.url, 'ann');
    await ann.synced();
    ann.add('a');
    await until(() => ann.updates() === 1);
    Y.applyUpdate(old, Y.encodeStateAsUpdate(ann.doc));
    await bloat(server, 10, 8_000);
  }
  await reload(server);
  const before = await server.documents.withDocument('picture', (doc) => JSON.stringify(doc.toJSON()));
  for (let i = 0; i < 8; i++) {
    using asks = await openRaw(server.url, 'ann');
    asks.send(step1(Y.encodeStateVector(old)));
    expect(await asks.closed).toBe(4409);
    expect(asks.ofType(0, 1)).toEqual([]);
    using writes = await openRaw(server.url, 'ann');
    writes.send(update(Y.encodeStateAsUpdate(old)));
    expect(await writes.closed).toBe(4409);
  }
  expect(await server.documents.withDocument('picture', (doc) => JSON.stringify(doc.toJSON()))).toBe(before);
});

test('D61: what only the server wrote in a former epoch is known by its id', async () => {
  await using server = await startDocumentServer({ limits });
  await bloat(server, 10, 8_000);
  const old = await server.documents.withDocument('picture', Y.encodeStateVector);
  await reload(server);
  using asks = await openRaw(server.url, 'ann');
  asks.send(step1(old));
  expect(await asks.closed).toBe(4409);
});
