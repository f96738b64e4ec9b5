import type { QueueChange, QueueOrder } from '@maskroom/shared/protocol/queue';
import { indexOf, inOrder, type News, type QueueItem, type QueueState, without } from './queueState.ts';

/** Which queue it is that changes: what it holds, in which order, and who looks; their own work is others' to decide. */
export interface OpenQueue {
  readonly order: QueueOrder;
  readonly labelId?: string;
  readonly createdBy?: string;
  readonly userId: string;
  /** Whether more follows than has been asked for. */
  readonly isPart: boolean;
}

/** What happened to the queue, without moving what is in view: that one stays, with a word. */
export function hear(
  state: QueueState,
  { gone, put }: Pick<QueueChange, 'put' | 'gone'>,
  of: OpenQueue,
): QueueState {
  let next = state;
  for (const item of put)
    next = isOf(item, of) ? putIn(next, item, of) : leave(next, item.id, { kind: 'changed' }, item);
  for (const { instanceId, standing } of gone)
    next = leave(next, instanceId, standing ? { kind: 'decided', standing } : { kind: 'gone' });
  return next;
}

/**
 * The queue as it was asked for again. Where that is all there is, what is not in it has left; the one in view stays,
 * and the server says what became of it when it is decided on.
 */
export function refresh(
  state: QueueState,
  items: readonly QueueItem[],
  isAll: boolean,
  of: OpenQueue,
): QueueState {
  const ids = new Set(items.map(({ id }) => id));
  const kept = state.items.filter(({ id }) => !isAll || ids.has(id) || id === state.current);
  return hear({ ...state, items: kept }, { put: items, gone: [] }, of);
}

const isOf = ({ createdBy, labelId }: QueueItem, of: OpenQueue): boolean =>
  createdBy !== of.userId &&
  (of.labelId === undefined || of.labelId === labelId) &&
  (of.createdBy === undefined || of.createdBy === createdBy);

function putIn(state: QueueState, item: QueueItem, of: OpenQueue): QueueState {
  // The answer to this reviewer's own decision says what became of it.
  if (state.deciding.has(item.id)) return state;
  const index = indexOf(state, item.id);
  if (index >= 0) return replace(state, index, item);
  if (of.isPart && isBehindAll(state, item, of)) return state;
  const places = state.places.has(item.id) ? state.places : placed(state, item, of);
  const items = inOrder([...state.items, item], places);
  return { ...state, items, places, current: state.current ?? item.id };
}

function replace(state: QueueState, index: number, item: QueueItem): QueueState {
  const before = state.items[index];
  const items = state.items.with(index, item);
  if (item.id !== state.current) return { ...state, items };
  const isSame = before.geometryHash === item.geometryHash && before.descriptionHash === item.descriptionHash;
  const news: News | null = isSame
    ? state.news?.kind === 'changed'
      ? state.news
      : null
    : { kind: 'changed' };
  return { ...state, items, news };
}

function leave(state: QueueState, id: string, news: News, item?: QueueItem): QueueState {
  const index = indexOf(state, id);
  if (index < 0) return state;
  if (id !== state.current) return without(state, id);
  return { ...state, items: item ? state.items.with(index, item) : state.items, news };
}

/** Then it comes with a later page. What the rank does not tell from the last one is shown rather than missed. */
function isBehindAll(state: QueueState, item: QueueItem, { order }: OpenQueue): boolean {
  const last = state.items.at(-1);
  return last !== undefined && rankIn(order, item) > rankIn(order, last);
}

/** Where something new comes: where its order asks, but behind what is in view. */
function placed(state: QueueState, item: QueueItem, { order }: OpenQueue): QueueState['places'] {
  const rank = rankIn(order, item);
  const { items } = state;
  const from = indexOf(state, state.current) + 1;
  const after = items.findIndex((other, i) => i >= from && rankIn(order, other) > rank);
  const placeAt = (i: number) => (items[i] ? state.places.get(items[i].id) : undefined);
  const end = Math.max(-1, ...state.places.values()) + 1;
  const next = after < 0 ? undefined : placeAt(after);
  const before = placeAt(after < 0 ? items.length - 1 : after - 1);
  const place = next === undefined ? end : ((before ?? next - 1) + next) / 2;
  return new Map(state.places).set(item.id, place);
}

/** Least first, as the server orders; by age the newest comes last, and labels come as they are met. */
function rankIn(order: QueueOrder, item: QueueItem): number {
  const rank = {
    predictedIou: item.predictedIou,
    stabilityScore: item.stabilityScore,
    disagreement: item.agreement,
    age: null,
    label: null,
  }[order];
  return rank ?? Number.POSITIVE_INFINITY;
}
