import { expect, test } from 'vitest';
import {
  currentItem,
  decideIn,
  leftIn,
  look,
  openQueue,
  putBack,
  standingIn,
  step,
  withLabels,
  withNow,
  without,
  withPage,
} from '../../../web/queue/queueState.ts';
import { queueItem as item } from '../../support/queueItem.ts';

const opened = () => openQueue([item('doubt', 0.4), item('sure', 0.9), item('hand', null)]);
const order = (state: ReturnType<typeof opened>) => state.items.map(({ id }) => id);

test('in the order of the server, from its start', () => {
  expect(order(opened())).toEqual(['doubt', 'sure', 'hand']);
  expect(currentItem(opened())?.id).toBe('doubt');
});

test('deciding goes on to the next, at the end to the one before, and ends with nothing', () => {
  let state = decideIn(opened(), 'doubt');
  expect([state.current, state.decided]).toEqual(['sure', 1]);
  state = decideIn(look(state, 'hand'), 'hand');
  expect(state.current).toBe('sure');
  state = decideIn(state, 'sure');
  expect([state.current, state.items.length, state.decided]).toEqual([null, 0, 3]);
});

test('what others decide leaves without moving the view', () => {
  const state = without(step(opened(), 1), 'doubt');
  expect([state.current, state.decided]).toEqual(['sure', 0]);
});

test('steps stop at the ends', () => {
  expect(step(opened(), -1).current).toBe('doubt');
  expect(step(step(step(opened(), 1), 1), 1).current).toBe('hand');
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
  const state = decideIn(decideIn(opened(), 'doubt'), 'sure');
  const back = putBack(state, withNow(item('doubt', 0.4), moved, labels), { kind: 'changed' });
  expect(order(back)).toEqual(['doubt', 'hand']);
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
  const back = putBack(decideIn(opened(), 'doubt'), item('doubt', 0.4), {
    kind: 'decided',
    standing,
  });
  expect([back.current, standingIn(back)]).toEqual(['doubt', standing]);
  expect(order(step(back, 1))).toEqual(['sure', 'hand']);
  expect(standingIn(step(back, 1))).toBeNull();
  const last = putBack(openQueue([]), item('doubt', 0.4), { kind: 'decided', standing });
  expect(step(last, 1)).toMatchObject({ items: [], current: null });
});

test('labels are called as they are called now, and one that is gone as it was', () => {
  const labels = [{ id: 'l', name: 'lorry', color: '#112233', attributes: [] }];
  const items = [item('doubt', 0.4), { ...item('old', 0.5), labelId: 'gone', label: 'cart' }];
  const named = withLabels(openQueue(items), labels);
  expect(named.items.map(({ label }) => label)).toEqual(['lorry', 'cart']);
  expect(withLabels(named, labels)).toBe(named);
});

test('the next page comes behind what is there, once each', () => {
  const page = [item('sure', 0.9), item('surer', 0.95)];
  const state = withPage(look(decideIn(opened(), 'doubt'), 'hand'), [...page, item('doubt', 0.4)]);
  expect(state.items.map(({ id }) => id)).toEqual(['sure', 'hand', 'surer']);
  expect([state.current, leftIn(state)]).toEqual(['hand', 1]);
  expect(withPage(openQueue([]), page).current).toBe('sure');
});
