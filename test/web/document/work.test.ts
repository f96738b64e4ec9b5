import { instancesOf, readInstances, reviewOf } from '@maskroom/shared/document/documentModel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { keptAsJson, keptItems } from '../../../web/document/journal/kept.ts';
import { reapply } from '../../../web/document/journal/reapply.ts';
import { recallHistory } from '../../../web/document/journal/recalled.ts';
import { sumUp } from '../../../web/document/journal/wanted.ts';
import { type Act, arbitraryAct, perform, person, triangle } from './documentActs.ts';
import { stepOf, stepsOf } from './steps.ts';

const newCar = (size = 5) =>
  ({ label: 'car', geometry: triangle(size), source: 'manual', predictedIou: null }) as const;
const contentOf = (doc: Y.Doc): unknown => instancesOf(doc).toJSON();
const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
};
const performAll = (acts: readonly Act[], { doc, editor }: ReturnType<typeof person>) => {
  for (const act of acts)
    perform(
      act,
      editor,
      readInstances(doc).map(({ id }) => id),
    );
};
const bring = (doc: Y.Doc, steps: Parameters<typeof sumUp>[0]) =>
  sumUp(steps).map((wanted) => doc.transact(() => reapply(doc, wanted, false)));

test('property: brought again, steps make the same document, wherever the server had got to', () => {
  const acts = fc.array(arbitraryAct, { maxLength: 15 });
  fc.assert(
    fc.property(acts, acts, fc.nat(15), (before, waiting, got) => {
      const tab = person('ana');
      performAll(before, tab);
      const steps = stepsOf(tab.doc);
      const states = [copyOf(tab.doc)];
      tab.doc.on('update', () => states.push(copyOf(tab.doc)));
      performAll(waiting, tab);
      const server = states[Math.min(got, states.length - 1)];
      expect(bring(server, steps).every((reason) => reason === null)).toBe(true);
      expect(contentOf(server)).toEqual(contentOf(tab.doc));
      expect(bring(server, steps).every((reason) => reason === null)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('what somebody else changed, deleted or accepted meanwhile stands, and the step says why', () => {
  const tab = person('ana');
  const [a, b, c, d] = [1, 2, 3, 4].map((size) => tab.editor.add(newCar(size)));
  const server = copyOf(tab.doc);
  const steps = stepsOf(tab.doc);
  for (const id of [a, b, c, d]) tab.editor.reshape(id, triangle(9));
  instancesOf(server).get(a)?.set('geometry', triangle(20));
  instancesOf(server).get(b)?.set('deleted', true);
  reviewOf(server).set(c, { decision: 'accepted', by: 'rob', at: 1, reason: null, geometryHash: '0' });
  expect(bring(server, steps)).toEqual(['changed', 'gone', 'accepted', null]);
  expect(instancesOf(server).get(a)?.get('geometry')).toEqual(triangle(20));
  expect(instancesOf(server).get(c)?.get('geometry')).toEqual(triangle(3));
  expect(instancesOf(server).get(d)?.get('geometry')).toEqual(triangle(9));
});

test('law: recalled steps are undone and redone like those of the page that did them', () => {
  fc.assert(
    fc.property(fc.array(arbitraryAct, { maxLength: 20 }), fc.nat(5), (acts, undone) => {
      const tab = person('ana');
      const steps = stepsOf(tab.doc);
      performAll(acts, tab);
      for (let i = 0; i < undone; i++) tab.history.undo();
      const reloaded = copyOf(tab.doc);
      const history = recallHistory(reloaded, steps, (id) => id);
      expect(history.undoDepth).toBe(tab.history.depth.getState().undo);
      while (history.undoDepth > 0) expect(history.undo().kind).toBe('done');
      expect(readInstances(reloaded)).toEqual([]);
      while (history.redoDepth > 0) expect(history.redo().kind).toBe('done');
      while (tab.history.depth.getState().redo > 0) tab.history.redo();
      expect(contentOf(reloaded)).toEqual(contentOf(tab.doc));
    }),
    { numRuns: 100 },
  );
});

test('a recalled step is named, and left alone where somebody wrote over it', () => {
  const tab = person('ana');
  const steps = stepsOf(tab.doc);
  const id = tab.editor.add(newCar());
  tab.editor.relabel([id], 'tree');
  tab.editor.reshape(id, triangle(8));
  const reloaded = person('ana', copyOf(tab.doc));
  reloaded.history.recall(recallHistory(reloaded.doc, steps, (label) => label));
  instancesOf(reloaded.doc).get(id)?.set('geometry', triangle(30));
  expect(reloaded.history.depth.getState()).toEqual({ undo: 3, redo: 0 });
  expect(reloaded.history.undo()).toMatchObject({ kind: 'overtaken', name: { text: 'tree reshaped' } });
  expect(reloaded.history.undo()).toMatchObject({ kind: 'done', name: { text: 'car relabelled tree' } });
  expect(reloaded.history.redo()).toMatchObject({ kind: 'done' });
  // Something new is on top of it, and ends what could be redone.
  reloaded.history.undo();
  reloaded.editor.reshape(id, triangle(40));
  expect(reloaded.history.redo()).toEqual({ kind: 'nothing' });
  expect(reloaded.history.undo()).toMatchObject({ kind: 'done', name: { text: 'car reshaped' } });
  expect(reloaded.history.undo()).toMatchObject({ kind: 'done', name: { text: 'car added' } });
});

test('what was refused is listed once an object, with the last shape that was drawn', () => {
  const tab = person('ana');
  const steps = stepsOf(tab.doc);
  const id = tab.editor.add(newCar());
  tab.editor.reshape(id, triangle(8));
  const refused = steps.map((step) => ({ ...step, state: 'refused', reason: 'full' }) as const);
  const items = keptItems([...refused, stepOf([], { state: 'done' })], (label) => label);
  expect(items).toMatchObject([
    { instanceId: id, labelId: 'car', reason: 'full', deeds: ['added', 'reshaped'], geometry: triangle(8) },
  ]);
  expect(JSON.parse(keptAsJson(items, () => 'Car')).instances[0]).toMatchObject({
    fileName: 'picture.png',
    label: 'Car',
    polygon: [
      [
        [
          [0, 0],
          [8, 0],
          [8, 8],
        ],
      ],
    ],
    reason: 'full',
  });
});
