import type { DocumentLogStore } from '@maskroom/server/store/documentLogStore.ts';
import { instancesOf } from '@maskroom/shared/document/documentModel';
import { addInstance, deleteInstance, setGeometry } from '@maskroom/shared/document/editDocument';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { openTab, shape, square } from '../../support/documentPeople.ts';
import { startDocumentServer } from '../../support/documentServer.ts';
import { openRaw, step1, update } from '../../support/rawDocumentClient.ts';
import { until } from '../../support/until.ts';

/** The log with something in its way. */
const around = (log: DocumentLogStore, change: Partial<DocumentLogStore>): DocumentLogStore => ({
  ...log,
  ...change,
});

test('R6: a document is loaded once however many come, and goes after the last has left', async () => {
  await using backing = await startDocumentServer();
  let loads = 0;
  const log = around(backing.log, {
    load: async (imageId) => {
      loads++;
      await new Promise((resolve) => setTimeout(resolve, 30));
      return backing.log.load(imageId);
    },
  });
  await using server = await startDocumentServer({ log, limits: { unloadAfterMs: 20 } });
  const many = await Promise.all(Array.from({ length: 10 }, () => openRaw(server.url, 'ann')));
  expect(loads).toBe(1);
  for (const raw of many) raw.socket.close();
  await Promise.all(many.map((raw) => raw.closed));
  const loadsOnceSomebodyCame = async () => {
    using late = await openRaw(server.url, 'ann');
    late.send(step1());
    await until(() => late.ofType(0, 1).length === 1);
    return loads;
  };
  await expect.poll(loadsOnceSomebodyCame).toBe(2);
});

test('D33: the log is folded into a snapshot when everyone has left, and says the same', async () => {
  await using server = await startDocumentServer({ limits: { unloadAfterMs: 10, compactEntries: 20 } });
  const edits = 30;
  {
    using ann = openTab(server.url, 'ann');
    await ann.synced();
    ann.add('a');
    for (let i = 1; i < edits; i++) setGeometry(ann.doc, 'a', square(i, i), ann.origin);
    await until(() => ann.updates() === edits);
    expect((await server.log.load('picture')).updates).toHaveLength(edits);
  }
  await expect.poll(async () => (await server.log.load('picture')).snapshot).not.toBeNull();
  const { snapshot, updates, lastSeq } = await server.log.load('picture');
  expect([snapshot === null, updates.length, lastSeq]).toEqual([false, 0, edits]);
  using ben = openTab(server.url, 'ben');
  await ben.synced();
  expect(ben.field('a', 'geometry')).toEqual(square(edits - 1, edits - 1));
  setGeometry(ben.doc, 'a', square(99, 99), ben.origin);
  await until(() => ben.updates() === 1);
  expect((await server.log.load('picture')).lastSeq).toBeGreaterThan(edits);
});

test('D33: what outgrows its snapshot is folded while people are in the room, so it does not count as full', async () => {
  await using server = await startDocumentServer({ limits: { compactBytes: 2_000 } });
  using ann = openTab(server.url, 'ann');
  await ann.synced();
  ann.add('a');
  const edits = 200;
  for (let i = 1; i < edits; i++) setGeometry(ann.doc, 'a', square(i, i), ann.origin);
  await until(() => ann.updates() === edits);
  const { snapshot, updates } = await server.log.load('picture');
  const folded = updates.reduce((sum, { length }) => sum + length, snapshot?.length ?? 0);
  expect([snapshot === null, folded < 5_000]).toEqual([false, true]);
  using ben = openTab(server.url, 'ben');
  await ben.synced();
  expect(ben.field('a', 'geometry')).toEqual(square(edits - 1, edits - 1));
});

test('D33: a log that cannot be folded is read all the same', async () => {
  await using backing = await startDocumentServer();
  let tried = false;
  const compact = () => {
    tried = true;
    return Promise.reject(new Error('the disk is full'));
  };
  const log = around(backing.log, { compact });
  const limits = { compactEntries: 1, unloadAfterMs: 5 };
  await using server = await startDocumentServer({ log, limits });
  {
    using ann = openTab(server.url, 'ann');
    await ann.synced();
    ann.add('a');
    ann.add('b');
    await until(() => ann.updates() === 2);
  }
  await until(() => tried);
  using ben = openTab(server.url, 'ben');
  await ben.synced();
  expect(ben.ids()).toEqual(['a', 'b']);
});

test('D30: nobody hears of a change before it is in the log', async () => {
  await using backing = await startDocumentServer();
  const gate = { open: () => {} };
  const opened = new Promise<void>((resolve) => {
    gate.open = resolve;
  });
  const log = around(backing.log, {
    append: async (imageId, entries) => {
      await opened;
      return backing.log.append(imageId, entries);
    },
  });
  await using server = await startDocumentServer({ log });
  using ben = await openRaw(server.url, 'ben');
  using raw = await openRaw(server.url, 'ann');
  const doc = new Y.Doc();
  addInstance(doc, shape('a', 'ann'), 'x');
  const bytes = Y.encodeStateAsUpdate(doc);
  raw.send(update(bytes));
  raw.send(update(bytes));
  ben.send(step1());
  await until(() => ben.ofType(0, 1).length === 1);
  expect([raw.ofType(0, 2), ben.ofType(0, 2), ben.ofType(0, 1)[0].length]).toEqual([[], [], 5]);
  gate.open();
  await until(() => raw.ofType(0, 2).length === 2 && ben.ofType(0, 2).length === 1);
});

test('D32: when the log fails, clients are sent away to come back, and what was not saved is sent again', async () => {
  await using backing = await startDocumentServer();
  let failing = false;
  const log = around(backing.log, {
    append: (imageId, entries) =>
      failing ? Promise.reject(new Error('the disk is full')) : backing.log.append(imageId, entries),
  });
  await using server = await startDocumentServer({ log });
  using ann = openTab(server.url, 'ann');
  using ben = openTab(server.url, 'ben');
  await ann.synced();
  await ben.synced();
  ann.add('a');
  await until(() => ben.ids().length === 1);
  failing = true;
  ann.add('b');
  await until(() => !ann.provider.wsconnected);
  expect(ben.ids()).toEqual(['a']);
  failing = false;
  await until(() => ben.ids().length === 2);
  expect((await backing.log.load('picture')).updates).toHaveLength(2);
});

test('the server edits as itself, and everyone and the read model see it', async () => {
  await using server = await startDocumentServer();
  using ann = openTab(server.url, 'ann');
  await ann.synced();
  await server.documents.edit('picture', 'lea', (doc) =>
    addInstance(doc, shape('imported', 'ben'), 'import'),
  );
  await until(() => ann.ids().length === 1);
  expect(await server.documents.countInstances('picture')).toBe(1);
  const half = server.documents.edit('picture', null, (doc) => {
    addInstance(doc, shape('half', 'ben'), 'import');
    throw new Error('the file ends here');
  });
  await expect(half).rejects.toThrow('the file ends here');
  await expect(server.documents.edit('nowhere', null, () => {})).rejects.toMatchObject({ code: 'not-found' });
  await server.documents.withDocument('picture', (doc) =>
    expect([...instancesOf(doc).keys()]).toEqual(['imported']),
  );
});

test('listeners hear what happened to instances, once it is durable', async () => {
  await using server = await startDocumentServer();
  const heard: string[] = [];
  server.documents.onInstanceChange(({ id: imageId }, { instanceId, userId, kind, source }) =>
    heard.push([imageId, instanceId, userId, kind, source].join(' ')),
  );
  using ann = openTab(server.url, 'ann');
  await ann.synced();
  const history = new Y.UndoManager(instancesOf(ann.doc), {
    trackedOrigins: new Set([ann.origin]),
    captureTimeout: 0,
  });
  ann.add('a', { source: 'model', predictedIou: 0.9 });
  setGeometry(ann.doc, 'a', square(20, 20), ann.origin);
  deleteInstance(ann.doc, 'a', ann.origin);
  for (let step = 0; step < 3; step++) history.undo();
  await until(() => heard.length === 6);
  expect(heard).toEqual(
    ['added', 'changed', 'deleted', 'restored', 'changed', 'deleted'].map(
      (kind) => `picture a ann ${kind} model`,
    ),
  );
});
