import { instancesOf } from '@maskroom/shared/document/documentModel';
import { addInstance, setLabel } from '@maskroom/shared/document/editDocument';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { openTab, shape, until } from '../../support/documentPeople.ts';
import { startDocumentServer } from '../../support/documentServer.ts';
import { frame, openRaw, step1, step2, update } from '../../support/rawDocumentClient.ts';

/** A document of its own and the updates that `change` makes, one for each transaction. */
function updatesOf(...changes: ((doc: Y.Doc) => void)[]): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (bytes: Uint8Array) => updates.push(bytes));
  for (const change of changes) change(doc);
  return updates;
}

const add =
  (id: string, by = 'ann') =>
  (doc: Y.Doc) =>
    addInstance(doc, shape(id, by), 'x');

test('D2: a socket is asked for its state and told who is here; a step1 is answered, again and again', async () => {
  await using server = await startDocumentServer();
  using raw = await openRaw(server.url, 'ann');
  await until(() => raw.ofType(0, 0).length === 1 && raw.ofType(1).length === 1);
  raw.send(step1());
  raw.send(step1(Uint8Array.of(1, 5, 3)));
  await until(() => raw.ofType(0, 1).length === 2);
  expect(raw.ofType(0, 1)[0]).toEqual(step2());
});

test('D3: every update and step2 comes back byte for byte once it is durable, also when it changed nothing', async () => {
  await using server = await startDocumentServer();
  using raw = await openRaw(server.url, 'ann');
  const [first, second] = updatesOf(add('a'), (doc) => setLabel(doc, 'a', 'tree', 'x'));
  const both = Y.mergeUpdates([first, second]);
  raw.send(step2(first));
  raw.send(update(second));
  raw.send(update(both));
  raw.send(step2());
  await until(() => raw.ofType(0, 2).length === 4);
  expect(raw.ofType(0, 2)).toEqual([
    update(first),
    update(second),
    update(both),
    update(Uint8Array.of(0, 0)),
  ]);
  const { updates } = await server.log.load('picture');
  expect(updates).toHaveLength(2);
});

test('D1: several messages in one frame are taken, each answered in a frame of its own', async () => {
  await using server = await startDocumentServer();
  using raw = await openRaw(server.url, 'ann');
  const [bytes] = updatesOf(add('a'));
  raw.send(Buffer.concat([step1(), update(bytes), frame([3])]));
  await until(() => raw.ofType(0, 1).length === 1 && raw.hasEchoOf(bytes) && raw.ofType(1).length === 2);
});

test('D5, D6: what is no message is closed with a code that says why', async () => {
  await using server = await startDocumentServer({ limits: { strikes: 100 } });
  const cases: [Uint8Array | string, number][] = [
    ['text', 1003],
    [frame([9]), 4400],
    [frame([2, 0], new Uint8Array(1)), 4400],
    [frame([0, 7], new Uint8Array(1)), 4400],
    [Uint8Array.of(0, 2, 200), 4400],
    [Uint8Array.of(), 4400],
    [step1(Uint8Array.of(9, 9)), 4400],
    [update(Uint8Array.of(1, 0x80, 0xc2, 0xd7, 0x2f, 5, 0)), 4400],
    [update(new Uint8Array(257 * 1024)), 4413],
    [Buffer.concat(Array.from({ length: 65 }, () => frame([3]))), 4400],
  ];
  for (const [bytes, code] of cases) {
    using raw = await openRaw(server.url, 'ann');
    raw.send(bytes);
    expect([bytes.slice(0, 9), await raw.closed]).toEqual([bytes.slice(0, 9), code]);
  }
  expect((await server.log.load('picture')).updates).toEqual([]);
});

test('D7: a step2 that the server asked for may be larger than an update, and only one', async () => {
  await using server = await startDocumentServer();
  using raw = await openRaw(server.url, 'ann');
  const attributes = 'x'.repeat(60_000);
  const [bytes] = updatesOf((doc) =>
    doc.transact(() => {
      for (let i = 0; i < 6; i++) {
        add(`a${i}`)(doc);
        instancesOf(doc).get(`a${i}`)?.set('attributes', attributes);
      }
    }),
  );
  raw.send(step2(bytes));
  await until(() => raw.hasEchoOf(bytes));
  raw.send(step2(bytes));
  expect(await raw.closed).toBe(4413);
});

test('D21: edits made before the sync arrives wait for it, and are acknowledged behind it', async () => {
  await using server = await startDocumentServer();
  using raw = await openRaw(server.url, 'ann');
  const changes = Array.from({ length: 12 }, (_, i) => add(`a${i}`));
  const updates = updatesOf(...changes);
  for (const late of updates.slice(5)) raw.send(update(late));
  raw.send(step2(Y.mergeUpdates(updates)));
  await until(() => raw.ofType(0, 2).length === 8);
  expect(raw.ofType(0, 2)[0]).toEqual(update(Y.mergeUpdates(updates)));
  expect(raw.ofType(0, 2).slice(1)).toEqual(updates.slice(5).map((bytes) => update(bytes)));
  expect(await server.documents.countInstances('picture')).toBe(12);
});

test('D21: a gap is answered with step1, and the third closes with 4409', async () => {
  await using server = await startDocumentServer();
  using raw = await openRaw(server.url, 'ann');
  const [, second] = updatesOf(add('a'), add('b'));
  raw.send(step2());
  for (let gaps = 1; gaps <= 2; gaps++) {
    raw.send(update(second));
    await until(() => raw.ofType(0, 0).length === 1 + gaps);
    raw.send(step2());
  }
  // An empty answer fills no gap, and what was held stays held.
  raw.send(update(second));
  expect(await raw.closed).toBe(4409);
});

test('D25: a viewer sees everything and writes nothing; promoted, what they did comes through', async () => {
  await using server = await startDocumentServer();
  using ann = openTab(server.url, 'ann');
  using vic = openTab(server.url, 'vic');
  await ann.synced();
  await vic.synced();
  vic.add('v');
  ann.add('a');
  await until(() => vic.ids().length === 2);
  expect(ann.ids()).toEqual(['a']);
  server.roles.set('vic', 'annotator');
  await server.documents.roleChanged('p', 'vic');
  vic.add('w');
  await until(() => ann.ids().length === 3);
  expect(await server.documents.countInstances('picture')).toBe(3);
});

test('R11, D4, D25: who loses the role sees what they still write taken back, and everyone agrees', async () => {
  await using server = await startDocumentServer();
  using ann = openTab(server.url, 'ann');
  using ben = openTab(server.url, 'ben');
  await ann.synced();
  await ben.synced();
  ann.add('a');
  await until(() => ben.ids().length === 1);
  server.roles.set('ann', 'viewer');
  await server.documents.roleChanged('p', 'ann');
  setLabel(ann.doc, 'a', 'tree', ann.origin);
  ann.add('b');
  await until(() => ann.ids().length === 1 && ann.field('a', 'label') === 'car');
  expect(ben.ids()).toEqual(['a']);
  server.roles.delete('ann');
  await server.documents.roleChanged('p', 'ann');
  expect((await ann.closed).code).toBe(4403);
});

test('R11: an expired session is closed with 4401', async () => {
  await using server = await startDocumentServer();
  using ann = openTab(server.url, 'ann', { query: { expires: String(Date.now() + 300) } });
  await ann.synced();
  expect((await ann.closed).code).toBe(4401);
});

test('R8, D9: a reader that stalls is closed; the others never notice', async () => {
  await using server = await startDocumentServer({
    limits: { bufferedBytes: 256 * 1024, bytesPerSecond: 1e9 },
  });
  using stalled = await openRaw(server.url, 'ben');
  using raw = await openRaw(server.url, 'ann');
  stalled.socket.pause();
  const attributes = (i: number) => String(i).padEnd(60_000, 'x');
  const updates = updatesOf(
    add('a'),
    ...Array.from(
      { length: 150 },
      (_, i) => (doc: Y.Doc) => void instancesOf(doc).get('a')?.set('attributes', attributes(i)),
    ),
  );
  for (const [i, bytes] of updates.entries()) {
    raw.send(update(bytes));
    await until(() => raw.ofType(0, 2).length > i);
  }
  stalled.socket.resume();
  expect([1006, 1013]).toContain(await stalled.closed);
  expect(stalled.ofType(0, 2).length).toBeLessThan(updates.length);
});

test('R9, D5: a stop loses nothing and tells clients to come back', async () => {
  const server = await startDocumentServer();
  using raw = await openRaw(server.url, 'ann');
  const [bytes] = updatesOf(add('a'));
  raw.send(update(bytes));
  await until(() => raw.hasEchoOf(bytes));
  await server.documents.close();
  expect(await raw.closed).toBe(1012);
  expect((await server.log.load('picture')).updates).toHaveLength(1);
  await server[Symbol.asyncDispose]();
});

test('D5: who keeps sending what no client sends is kept out for a while', async () => {
  await using server = await startDocumentServer({ limits: { strikes: 2 } });
  for (let i = 0; i < 2; i++) {
    using raw = await openRaw(server.url, 'ann');
    raw.send(update(Uint8Array.of(1, 1, 1, 1)));
    await raw.closed;
  }
  await expect(openRaw(server.url, 'ann')).rejects.toThrow(/503/);
  using ben = await openRaw(server.url, 'ben');
  ben.send(step1());
  await until(() => ben.ofType(0, 1).length === 1);
});

test('D8: who sends more than the bucket holds is read more slowly, and nothing is dropped', async () => {
  await using server = await startDocumentServer({ limits: { bytesPerSecond: 100_000 } });
  using raw = await openRaw(server.url, 'ann');
  const [bytes] = updatesOf((doc) =>
    doc.transact(() => {
      add('a')(doc);
      instancesOf(doc).get('a')?.set('attributes', 'x'.repeat(20_000));
    }),
  );
  const startedAt = Date.now();
  // 600 kB: 400 kB at once, the rest over two seconds.
  for (let i = 0; i < 30; i++) raw.send(update(bytes));
  await until(() => raw.ofType(0, 2).length === 30);
  expect(Date.now() - startedAt).toBeGreaterThan(1_000);
});

test('D9: a socket whose other end is silent is cut', async () => {
  await using server = await startDocumentServer({ limits: { pingEveryMs: 50 } });
  const silent = new WebSocket(`${server.url}/picture?user=ann`, { autoPong: false });
  using awake = await openRaw(server.url, 'ben');
  expect(await new Promise((resolve) => silent.once('close', resolve))).toBe(1006);
  expect(awake.socket.readyState).toBe(awake.socket.OPEN);
});

test('D28: after a refusal the others go on from where they were, with what was on its way', async () => {
  await using server = await startDocumentServer();
  using ann = openTab(server.url, 'ann');
  using ben = openTab(server.url, 'ben');
  await ann.synced();
  await ben.synced();
  ann.add('a');
  await until(() => ben.ids().length === 1);
  instancesOf(ben.doc).delete('a');
  for (let i = 0; i < 5; i++) ann.add(`b${i}`);
  expect((await ben.closed).code).toBe(4403);
  setLabel(ann.doc, 'a', 'tree', ann.origin);
  await until(() => ann.updates() === 7);
  expect(await server.documents.countInstances('picture')).toBe(6);
  await server.documents.withDocument('picture', (doc) => {
    expect(instancesOf(doc).get('a')?.get('label')).toBe('tree');
  });
});
