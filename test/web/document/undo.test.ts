import { instancesOf, readInstances, reviewOf } from '@maskroom/shared/document/documentModel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { arbitraryAct, perform, person, triangle } from './documentActs.ts';

const newCar = (size = 5) =>
  ({ label: 'car', geometry: triangle(size), source: 'manual', predictedIou: null }) as const;
const contentOf = (doc: Y.Doc): unknown => instancesOf(doc).toJSON();

test('law: undo all, look, redo all, and the document is unchanged', () => {
  fc.assert(
    fc.property(fc.array(arbitraryAct, { maxLength: 25 }), (acts) => {
      const { doc, history, editor } = person('ana');
      for (const act of acts)
        perform(
          act,
          editor,
          readInstances(doc).map(({ id }) => id),
        );
      const present = contentOf(doc);
      while (history.depth.getState().undo > 0) history.undo();
      expect(readInstances(doc)).toEqual([]);
      contentOf(doc);
      while (history.depth.getState().redo > 0) history.redo();
      expect(contentOf(doc)).toEqual(present);
    }),
    { numRuns: 150 },
  );
});

test('undo takes back one’s own step and leaves other people’s', () => {
  const [ana, ben] = [person('ana'), person('ben')];
  ana.doc.on('update', (update: Uint8Array) => Y.applyUpdate(ben.doc, update, 'wire'));
  ben.doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'wire') Y.applyUpdate(ana.doc, update, 'wire');
  });
  const mine = ana.editor.add(newCar());
  const theirs = ben.editor.add(newCar(9));
  expect(ana.history.undo()).toEqual({ kind: 'done', name: { text: 'car added', instanceIds: [mine] } });
  expect(readInstances(ana.doc).map(({ id }) => id)).toEqual([theirs]);
  expect(ana.history.undo()).toEqual({ kind: 'nothing' });
});

test('a step that somebody wrote over is dropped alone: the step before it waits for its own undo', () => {
  const [ana, ben] = [person('ana'), person('ben')];
  ana.doc.on('update', (update: Uint8Array) => Y.applyUpdate(ben.doc, update, 'wire'));
  ben.doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'wire') Y.applyUpdate(ana.doc, update, 'wire');
  });
  const id = ana.editor.add(newCar());
  ana.editor.reshape(id, triangle(8));
  ben.editor.reshape(id, triangle(11));
  const present = contentOf(ana.doc);
  expect(ana.history.undo()).toMatchObject({ kind: 'overtaken', name: { text: 'car reshaped' } });
  expect(contentOf(ana.doc)).toEqual(present);
  expect(ana.history.depth.getState()).toEqual({ undo: 1, redo: 0 });
  expect(ana.history.undo()).toMatchObject({ kind: 'done', name: { text: 'car added' } });
});

test('every step is one gesture and has a name, there and back', () => {
  const { history, editor } = person('ana');
  const id = editor.add(newCar());
  editor.reshape(id, triangle(8));
  editor.relabel([id], 'tree');
  const undone = [history.undo(), history.undo(), history.undo()];
  const redone = [history.redo(), history.redo(), history.redo()];
  const names = ['car relabelled tree', 'car reshaped', 'car added'];
  expect(undone).toMatchObject(names.map((text) => ({ kind: 'done', name: { text } })));
  expect(redone).toMatchObject(names.toReversed().map((text) => ({ kind: 'done', name: { text } })));
});

test('a shape that was accepted meanwhile cannot be undone away', () => {
  const { doc, history, editor } = person('ana');
  const id = editor.add(newCar());
  const accepted = { decision: 'accepted', by: 'rob', at: 1, reason: null, geometryHash: '0' } as const;
  reviewOf(doc).set(id, accepted);
  expect(history.undo()).toMatchObject({ kind: 'locked', name: { text: 'car added' } });
  expect(readInstances(doc)).toHaveLength(1);
  expect(history.depth.getState()).toEqual({ undo: 0, redo: 0 });
});
