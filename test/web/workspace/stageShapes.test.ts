import type { ReviewDecision } from '@maskroom/shared/annotation/instance';
import { expect, test } from 'vitest';
import { createShapeStore } from '../../../web/document/shapeStore.ts';
import { createStageShapes, heldByOthers } from '../../../web/workspace/stage/stageShapes.ts';
import { person, triangle } from '../document/documentActs.ts';

const labelOf = (id: string) => ({ id, name: id, color: '#e69f00', attributes: [] });
const accepted: ReviewDecision = { decision: 'accepted', by: 'rob', at: 1, reason: null, geometryHash: '0' };

test('a decision changes the one shape that it is about, and no other is drawn anew', () => {
  const { doc, editor } = person('ana');
  const { store } = createShapeStore(doc);
  for (const size of [5, 6])
    editor.add({ label: 'car', geometry: triangle(size), source: 'manual', predictedIou: null });
  const toStage = createStageShapes(labelOf);
  const { shapes } = store.getState();
  const before = toStage(shapes, new Map());
  const after = toStage(shapes, new Map([[shapes[1].id, accepted]]));
  expect(after[0]).toBe(before[0]);
  expect(after[1]).toMatchObject({ state: 'accepted', color: '#e69f00', labelName: 'car' });
});

test('one’s own other tab holds nothing against oneself', () => {
  const other = (id: string, selected: string[]) => ({
    clientId: 1,
    presence: {
      user: { id, name: id, color: 0 },
      cursor: null,
      tool: 'select' as const,
      labelId: null,
      selected,
    },
  });
  const held = heldByOthers([other('ana', ['a']), other('ben', ['b'])], 'ana');
  expect([...held].map(([id, { name }]) => [id, name])).toEqual([['b', 'ben']]);
});
