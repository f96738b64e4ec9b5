import { instancesOf } from '@maskroom/shared/document/documentModel';
import { deleteInstance, setGeometry, setLabel } from '@maskroom/shared/document/editDocument';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { openTab, square } from '../../support/documentPeople.ts';
import { person, startDocumentServer } from '../../support/documentServer.ts';
import { until } from '../../support/until.ts';

const historyOf = ({ doc, origin }: { doc: Y.Doc; origin: object }) =>
  new Y.UndoManager(instancesOf(doc), { trackedOrigins: new Set([origin]), captureTimeout: 0 });

test('D26: undo as far as you like and redo to the present: the document is unchanged, here and on the server', async () => {
  await using server = await startDocumentServer();
  using ann = openTab(server.url, 'ann');
  using ben = openTab(server.url, 'ben');
  await ann.synced();
  await ben.synced();
  const history = historyOf(ann);
  const edits = fc.array(
    fc.record({ what: fc.constantFrom('add', 'move', 'label', 'delete'), n: fc.nat(50) }),
    { minLength: 1, maxLength: 12 },
  );
  let made = 0;
  await fc.assert(
    fc.asyncProperty(edits, fc.nat(12), async (steps, back) => {
      for (const { what, n } of steps) {
        const id = `i${n % Math.max(1, made)}`;
        if (what === 'add' || made === 0) ann.add(`i${made++}`);
        else if (what === 'move') setGeometry(ann.doc, id, square(n, n), ann.origin);
        else if (what === 'label') setLabel(ann.doc, id, n % 2 ? 'car' : 'tree', ann.origin);
        else deleteInstance(ann.doc, id, ann.origin);
      }
      const present = instancesOf(ann.doc).toJSON();
      let undone = 0;
      while (undone < back && history.undo()) undone++;
      while (undone-- > 0) history.redo();
      expect(instancesOf(ann.doc).toJSON()).toEqual(present);
      await until(
        () =>
          JSON.stringify(instancesOf(ben.doc).toJSON()) === JSON.stringify(instancesOf(ann.doc).toJSON()) ||
          sameContent(ann.doc, ben.doc),
      );
    }),
    { numRuns: 15 },
  );
  // Undone and done again is the same to ben, while the server may still be at what was undone.
  const stored = () => server.documents.withDocument('picture', (doc) => instancesOf(doc).toJSON());
  await expect.poll(stored, { timeout: 10_000 }).toEqual(instancesOf(ann.doc).toJSON());
});

const sameContent = (a: Y.Doc, b: Y.Doc): boolean => {
  try {
    expect(instancesOf(a).toJSON()).toEqual(instancesOf(b).toJSON());
    return true;
  } catch {
    return false;
  }
};

test('D25: undo cannot take an accepted instance away', async () => {
  await using server = await startDocumentServer();
  using ann = openTab(server.url, 'ann');
  await ann.synced();
  const history = historyOf(ann);
  ann.add('a');
  await until(() => ann.updates() === 1);
  const hash = geometryHash(square(10, 10));
  await server.documents.decide({
    imageId: 'picture',
    instanceId: 'a',
    decision: 'accepted',
    reason: null,
    geometryHash: hash,
    by: person('rae'),
  });
  history.undo();
  expect(ann.ids()).toEqual([]);
  await until(() => ann.ids().length === 1);
  expect(ann.field('a', 'createdBy')).toBe('ann');
  expect(await server.documents.countInstances('picture')).toBe(1);
});

test('D26: undo and redo around what others did meanwhile lose nothing', async () => {
  await using server = await startDocumentServer();
  using ann = openTab(server.url, 'ann');
  using ben = openTab(server.url, 'ben');
  await ann.synced();
  await ben.synced();
  const history = historyOf(ann);
  ann.add('a');
  await until(() => ben.ids().length === 1);
  setLabel(ben.doc, 'a', 'tree', ben.origin);
  await until(() => ann.field('a', 'label') === 'tree');
  history.undo();
  await until(() => ben.ids().length === 0);
  history.redo();
  await until(() => ben.ids().length === 1);
  expect([ann.field('a', 'label'), ben.field('a', 'label')]).toEqual(['tree', 'tree']);
  expect(await server.documents.countInstances('picture')).toBe(1);
});
