import { instancesOf } from '@maskroom/shared/document/documentModel';
import { setGeometry, setLabel } from '@maskroom/shared/document/editDocument';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type * as Y from 'yjs';
import { bulky, openTab } from '../../support/documentPeople.ts';
import { startDocumentServer } from '../../support/documentServer.ts';
import { add, updatesOf } from '../../support/documentUpdates.ts';
import { openRaw, step1, update } from '../../support/rawDocumentClient.ts';
import { until } from '../../support/until.ts';

test('R11: an expired session is closed with 4401', async () => {
  await using server = await startDocumentServer();
  using ann = openTab(server.url, 'ann', { query: { expires: String(Date.now() + 2_000) } });
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
  const updates = updatesOf(
    add('a'),
    ...Array.from({ length: 250 }, (_, i) => (doc: Y.Doc) => setGeometry(doc, 'a', bulky(i), 'x')),
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

test('D14: one person has so many sockets and no more, over all documents; closing one makes room', async () => {
  await using server = await startDocumentServer({ limits: { socketsPerUser: 3 } });
  const imageIds = ['picture', 'picture2', 'picture3'];
  const own = await Promise.all(imageIds.map((imageId) => openRaw(server.url, 'ann', { imageId })));
  await expect(openRaw(server.url, 'ann')).rejects.toThrow(/429/);
  using ben = await openRaw(server.url, 'ben');
  ben.send(step1());
  await until(() => ben.ofType(0, 1).length === 1);
  own[0].socket.close();
  await own[0].closed;
  await expect
    .poll(() => openRaw(server.url, 'ann').then(({ socket }) => socket.terminate(), String))
    .toBe(undefined);
  for (const { socket } of own) socket.terminate();
});

test('D8: who sends more than the bucket holds is read more slowly, and nothing is dropped', async () => {
  await using server = await startDocumentServer({ limits: { bytesPerSecond: 150_000 } });
  using raw = await openRaw(server.url, 'ann');
  const [bytes] = updatesOf((doc) =>
    doc.transact(() => {
      add('a')(doc);
      setGeometry(doc, 'a', bulky(), 'x');
    }),
  );
  const startedAt = Date.now();
  // A megabyte: 600 kB at once, the rest over three seconds.
  for (let i = 0; i < 30; i++) raw.send(update(bytes));
  await until(() => raw.ofType(0, 2).length === 30);
  expect(Date.now() - startedAt).toBeGreaterThan(1_000);
});

test('D9: a socket whose other end is silent is cut', async () => {
  await using server = await startDocumentServer({ limits: { pingEveryMs: 1_500 } });
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
