import { countInstances, documentCaps, instancesOf } from '@maskroom/shared/document/documentModel';
import { addInstance, deleteInstance, setGeometry } from '@maskroom/shared/document/editDocument';
import { expect, test } from 'vitest';
import type * as Y from 'yjs';
import { gateBefore } from '../../support/documentGate.ts';
import { openTab, shape, square } from '../../support/documentPeople.ts';
import { startDocumentServer } from '../../support/documentServer.ts';

/** A gate before a document that is full: the three instances that are always there, and ann's. */
function gateBeforeFull() {
  const others = Array.from({ length: documentCaps.instances - 3 }, (_, i) => [`i${i}`, 'ann'] as const);
  const gate = gateBefore(others);
  return {
    ...gate,
    count: () => countInstances(gate.staging.doc),
    /** What was taken back of this edit, and why. */
    async reverted(change: (doc: Y.Doc) => void) {
      const verdict = await gate.send(gate.edit(change));
      return verdict.kind === 'change' ? Object.fromEntries(verdict.reverted) : verdict.kind;
    },
  };
}
const add = (id: string) => (doc: Y.Doc) => addInstance(doc, shape(id, 'ann'), 'x');
const drop = (id: string) => (doc: Y.Doc) => deleteInstance(doc, id, 'x');
const bringBack = (id: string) => (doc: Y.Doc) => instancesOf(doc).get(id)?.set('deleted', false);
const all =
  (...changes: ((doc: Y.Doc) => unknown)[]) =>
  (doc: Y.Doc) =>
    doc.transact(() => {
      for (const change of changes) change(doc);
    });

test('D27: a full document takes no instance more, and every other edit', async () => {
  const gate = gateBeforeFull();
  expect(await gate.reverted(add('more'))).toEqual({ more: 'full' });
  expect(await gate.reverted((doc) => setGeometry(doc, 'i0', square(3, 3), 'x'))).toEqual({});
  expect(gate.count()).toBe(documentCaps.instances);
});

test('D27: who deletes may draw again; what is deleted comes back only where there is room', async () => {
  const gate = gateBeforeFull();
  expect(await gate.reverted(all(drop('i0'), drop('i1')))).toEqual({});
  expect(await gate.reverted(all(add('n0'), add('n1'), add('n2')))).toEqual({ n2: 'full' });
  expect(await gate.reverted(bringBack('i0'))).toEqual({ i0: 'full' });
  expect(await gate.reverted(all(drop('n0'), bringBack('i0')))).toEqual({});
  expect(gate.count()).toBe(documentCaps.instances);
  expect(instancesOf(gate.staging.doc).get('i0')?.get('deleted')).toBe(false);
});

test('D27: a deletion that is taken back makes no room', async () => {
  const gate = gateBeforeFull();
  const reverted = await gate.reverted(all(drop('locked'), add('more')));
  expect(reverted).toEqual({ locked: 'locked', more: 'full' });
  expect(gate.count()).toBe(documentCaps.instances);
});

test('D60: a document of many deleted instances is made anew when it is loaded, and later under people', async () => {
  await using server = await startDocumentServer({ limits: { renewDeleted: 10, unloadAfterMs: 5 } });
  const epoch = async () => (await server.log.load('picture')).epoch;
  const litter = (name: string, count: number) =>
    server.documents.edit('picture', 'ann', (doc) => {
      for (let i = 0; i < count; i++) {
        addInstance(doc, shape(`${name}${i}`, 'ann'), 'x');
        deleteInstance(doc, `${name}${i}`, 'x');
      }
    });
  const size = () => server.documents.withDocument('picture', (doc) => instancesOf(doc).size);
  {
    using ann = openTab(server.url, 'ann');
    await ann.synced();
    ann.add('kept');
    await expect.poll(size).toBe(1);
    await litter('a', 19);
    // Deleting all of a full document is one edit that somebody may want to undo.
    expect([await epoch(), await size()]).toEqual([0, 20]);
    await litter('b', 1);
    expect((await ann.closed).code).toBe(4409);
  }
  expect([await epoch(), await size()]).toEqual([1, 1]);
  await litter('c', 10);
  await expect.poll(async () => [await epoch(), await size()]).toEqual([2, 1]);
  using ben = openTab(server.url, 'ben');
  await ben.synced();
  expect(ben.ids()).toEqual(['kept']);
});
