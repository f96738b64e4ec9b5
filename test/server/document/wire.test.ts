import { setGeometry, setLabel } from '@maskroom/shared/document/editDocument';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { bulky, openTab } from '../../support/documentPeople.ts';
import { startDocumentServer } from '../../support/documentServer.ts';
import { add, updatesOf } from '../../support/documentUpdates.ts';
import { frame, openRaw, step1, step2, update } from '../../support/rawDocumentClient.ts';
import { until } from '../../support/until.ts';

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
  const [bytes] = updatesOf((doc) =>
    doc.transact(() => {
      for (let i = 0; i < 12; i++) {
        add(`a${i}`)(doc);
        setGeometry(doc, `a${i}`, bulky(i), 'x');
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
