import { readInstances } from '@maskroom/shared/document/documentModel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createShapeStore } from '../../../web/document/shapeStore.ts';
import { arbitraryAct, perform, person, triangle } from './documentActs.ts';

const byId = <T extends { id: string }>(list: readonly T[]) =>
  [...list].sort((a, b) => (a.id < b.id ? -1 : 1));

test('property: however two people edit, the store holds what the document holds', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.boolean(), arbitraryAct), { maxLength: 30 }), (acts) => {
      const people = [person('ana'), person('ben')];
      const store = createShapeStore(people[0].doc);
      const exchange = () => {
        const [a, b] = people.map(({ doc }) => doc);
        Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)));
        Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)));
      };
      for (const [who, thenExchange, act] of acts) {
        const { doc, editor, history } = people[Number(who)];
        perform(
          act,
          editor,
          readInstances(doc).map(({ id }) => id),
        );
        if (act.kind === 'reshape' && act.size % 5 === 0) history.undo();
        if (thenExchange) exchange();
      }
      exchange();
      const shown = store.store.getState().shapes.map(({ polygon, area, vertices, ...instance }) => {
        expect([polygon.length, area > 0, vertices]).toEqual([1, true, 3]);
        return instance;
      });
      expect(byId(shown)).toEqual(byId(readInstances(people[0].doc)));
    }),
    { numRuns: 100 },
  );
});

test('shapes that did not change stay the same objects, and a new label keeps the unpacked polygon', () => {
  const { doc, editor } = person('ana');
  const { store } = createShapeStore(doc);
  const add = (size: number) =>
    editor.add({ label: 'car', geometry: triangle(size), source: 'manual', predictedIou: null });
  const [first, second] = [add(5), add(6)];
  const before = store.getState().byId;
  editor.relabel([second], 'tree');
  const after = store.getState().byId;
  expect(after.get(first)).toBe(before.get(first));
  expect(after.get(second)).not.toBe(before.get(second));
  expect(after.get(second)?.polygon).toBe(before.get(second)?.polygon);
});
