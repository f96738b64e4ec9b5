import { expect, test } from 'vitest';
import {
  currentItem,
  openQueue,
  putBack,
  type QueueItem,
  seenIn,
  step,
  takeOut,
  withNow,
} from '../../../web/queue/queueState.ts';

const item = (id: string, predictedIou: number | null, createdBy = 'ana'): QueueItem => ({
  id,
  imageId: 'i',
  label: 'car',
  labelId: 'l',
  polygon: [
    [
      [
        [0, 0],
        [4, 0],
        [4, 4],
      ],
    ],
  ],
  area: 8,
  box: [0, 0, 4, 4],
  predictedIou,
  stabilityScore: null,
  source: predictedIou === null ? 'manual' : 'model',
  createdBy,
  createdByName: createdBy,
  decision: 'none',
  reason: null,
  attributes: {},
  group: null,
  order: 0,
  geometryHash: '0'.repeat(16),
  descriptionHash: '0'.repeat(16),
  fileName: 'a.jpg',
  tiles: null,
  agreement: null,
  width: 10,
  height: 10,
});

const opened = () =>
  openQueue([item('mine', 0.1, 'me'), item('doubt', 0.4), item('sure', 0.9), item('hand', null)], 'me');
const order = (state: ReturnType<typeof opened>) => state.items.map(({ id }) => id);

test('in the order of the server, one’s own work last', () => {
  expect(order(opened())).toEqual(['doubt', 'sure', 'hand', 'mine']);
  expect(currentItem(opened())?.id).toBe('doubt');
});

test('deciding goes on to the next, at the end to the one before, and ends with nothing', () => {
  let state = takeOut(opened(), 'doubt', true);
  expect([state.current, state.decided]).toEqual(['sure', 1]);
  state = { ...state, current: 'mine' };
  state = takeOut(state, 'mine', true);
  expect(state.current).toBe('hand');
  state = takeOut(takeOut(state, 'sure', false), 'hand', true);
  expect([state.current, state.items.length, state.decided]).toEqual([null, 0, 3]);
});

test('what others decide leaves without moving the view', () => {
  const state = takeOut(step(opened(), 1), 'doubt', false);
  expect([state.current, state.decided]).toEqual(['sure', 0]);
});

test('steps stop at the ends', () => {
  expect(step(opened(), -1).current).toBe('doubt');
  expect(step(step(step(step(opened(), 1), 1), 1), 1).current).toBe('mine');
});

const moved = {
  polygon: [
    [
      [
        [2, 1],
        [8, 1],
        [8, 9],
      ],
    ],
  ],
  geometryHash: 'f'.repeat(16),
  labelId: 'tree',
  attributes: { a1: 3, elsewhere: 'rests' },
  descriptionHash: 'e'.repeat(16),
} as const;
const labels = [
  {
    id: 'tree',
    name: 'Tree',
    color: '#ffffff',
    attributes: [
      { id: 'a1', name: 'Trunks', kind: 'number' as const, min: null, max: null, required: false },
    ],
  },
];

test('a refused decision brings the object back to its place and into view, as it is now', () => {
  const state = takeOut(takeOut(opened(), 'doubt', true), 'sure', true);
  const back = putBack(state, withNow(item('doubt', 0.4), moved, labels), 'me', { kind: 'changed' });
  expect(order(back)).toEqual(['doubt', 'hand', 'mine']);
  expect([back.current, back.decided, back.news?.kind]).toEqual(['doubt', 1, 'changed']);
  expect(currentItem(back)).toMatchObject({
    box: [2, 1, 8, 9],
    geometryHash: moved.geometryHash,
    descriptionHash: moved.descriptionHash,
    label: 'Tree',
    attributes: { Trunks: 3 },
  });
  expect(step(back, 1).news).toBeNull();
});

test('what another has decided on stays to be decided anew, knowing it, and leaves with the next step', () => {
  const standing = { decision: 'rejected', by: 'rea', byName: 'Rea', at: 7, reason: 'Loose' } as const;
  const back = putBack(takeOut(opened(), 'doubt', true), item('doubt', 0.4), 'me', {
    kind: 'decided',
    standing,
  });
  expect([back.current, seenIn(back)]).toEqual(['doubt', { by: 'rea', at: 7 }]);
  expect(order(step(back, 1))).toEqual(['sure', 'hand', 'mine']);
  expect(seenIn(step(back, 1))).toBeNull();
  const last = putBack(openQueue([], 'me'), item('doubt', 0.4), 'me', { kind: 'decided', standing });
  expect(step(last, 1)).toMatchObject({ items: [], current: null });
});
