import { expect, test } from 'vitest';
import { hear, type OpenQueue, refresh } from '../../../web/queue/liveQueue.ts';
import { answered, currentItem, decideIn, look, openQueue, step } from '../../../web/queue/queueState.ts';
import { queueItem as item } from '../../support/queueItem.ts';

const of: OpenQueue = { order: 'predictedIou', userId: 'me', isPart: false };
const opened = () => openQueue([item('doubt', 0.4), item('sure', 0.9), item('hand', null)]);
const order = (state: ReturnType<typeof opened>) => state.items.map(({ id }) => id);
const gone = (
  instanceId: string,
  standing: Parameters<typeof hear>[1]['gone'][number]['standing'] = null,
) => ({
  put: [],
  gone: [{ imageId: 'i', instanceId, standing }],
});
const rejected = { decision: 'rejected', by: 'rob', byName: 'Rob', at: 5, reason: 'Loose' } as const;

test('new objects come where the order asks, but never before what is in view', () => {
  let state = look(opened(), 'sure');
  state = hear(state, { put: [item('surest', 0.95), item('least', 0.2), item('drawn', null)], gone: [] }, of);
  expect(order(state)).toEqual(['doubt', 'sure', 'least', 'surest', 'hand', 'drawn']);
  expect([state.current, state.news]).toEqual(['sure', null]);
});

test('one’s own work, new or mended, is not among it', () => {
  const state = hear(opened(), { put: [item('mine', 0.1, 'me'), item('yours', 0.5)], gone: [] }, of);
  expect(order(state)).toEqual(['doubt', 'yours', 'sure', 'hand']);
});

test('what others decide on or delete leaves; the one in view stays with a word until one looks elsewhere', () => {
  let state = hear(opened(), gone('sure', rejected), of);
  expect([order(state), state.current, state.news]).toEqual([['doubt', 'hand'], 'doubt', null]);
  state = hear(state, gone('doubt', rejected), of);
  expect([order(state), state.news]).toEqual([['doubt', 'hand'], { kind: 'decided', standing: rejected }]);
  expect(order(step(state, 1))).toEqual(['hand']);
  expect(hear(step(state, 1), gone('hand'), of)).toMatchObject({ current: 'hand', news: { kind: 'gone' } });
});

test('what is reshaped or relabelled is shown anew, with a word where it is in view, and what is the same says nothing', () => {
  const redrawn = { ...item('doubt', 0.4), geometryHash: '1'.repeat(16) };
  let state = hear(opened(), { put: [redrawn, { ...item('sure', 0.9), label: 'tree' }], gone: [] }, of);
  expect(currentItem(state)).toMatchObject({ geometryHash: '1'.repeat(16) });
  expect(state.news).toEqual({ kind: 'changed' });
  expect(step(state, 1).news).toBeNull();
  expect(currentItem(step(state, 1))?.label).toBe('tree');
  state = hear(step(step(state, 1), -1), { put: [redrawn], gone: [] }, of);
  expect(state.news).toBeNull();
  // Decided by somebody and opened again: it waits as before.
  state = hear(hear(state, gone('doubt', rejected), of), { put: [redrawn], gone: [] }, of);
  expect(state.news).toBeNull();
});

test('a queue of one label and person takes only theirs, and lets go of what is another label now', () => {
  const some: OpenQueue = { ...of, labelId: 'l', createdBy: 'ana' };
  let state = hear(opened(), { put: [item('bens', 0.5, 'ben'), item('anas', 0.5)], gone: [] }, some);
  expect(order(state)).toEqual(['doubt', 'anas', 'sure', 'hand']);
  state = hear(state, { put: [{ ...item('sure', 0.9), labelId: 'other' }], gone: [] }, some);
  expect(order(state)).toEqual(['doubt', 'anas', 'hand']);
});

test('news of an object that is being decided on do not bring it back', () => {
  let state = decideIn(opened(), 'doubt');
  state = hear(state, { put: [item('doubt', 0.4)], gone: [] }, of);
  expect(order(state)).toEqual(['sure', 'hand']);
  state = hear(answered(state, 'doubt'), gone('doubt', rejected), of);
  expect([order(state), state.current]).toEqual([['sure', 'hand'], 'sure']);
  // Somebody opened it again: it comes to where it stood.
  state = hear(state, { put: [item('doubt', 0.4)], gone: [] }, of);
  expect([order(state), state.current]).toEqual([['doubt', 'sure', 'hand'], 'sure']);
});

test('asked again after a break: what is missing has left, the one in view stays; of a part nothing is concluded', () => {
  const rest = [item('sure', 0.9), item('new', 0.3)];
  expect(order(refresh(opened(), rest, true, of))).toEqual(['doubt', 'new', 'sure']);
  expect(order(refresh(opened(), rest, false, of))).toEqual(['doubt', 'new', 'sure', 'hand']);
  expect(refresh(openQueue([]), rest, true, of).current).toBe('sure');
});

test('while more follows, what belongs behind all that is here waits for its page, and what may not is shown', () => {
  const part: OpenQueue = { ...of, isPart: true };
  const here = openQueue([item('doubt', 0.4), item('sure', 0.9)]);
  const drawn = [item('surest', 0.95), item('equal', 0.9), item('least', 0.2), item('hand', null)];
  expect(order(hear(here, { put: drawn, gone: [] }, part))).toEqual(['doubt', 'least', 'sure', 'equal']);
  expect(order(hear(here, { put: drawn, gone: [] }, of))).toContain('surest');
});
