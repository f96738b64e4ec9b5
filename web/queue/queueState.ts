import { namedAttributes } from '@maskroom/shared/annotation/attribute';
import type { Label } from '@maskroom/shared/annotation/label';
import type { Queue, Standing } from '@maskroom/shared/protocol/queue';
import type { SeenNow } from '../review/decide.ts';

export type QueueItem = Queue['items'][number];

/** What happened to the object in view while it was looked at. One that is decided or gone leaves with the next step. */
export type News =
  | { readonly kind: 'changed' }
  | { readonly kind: 'decided'; readonly standing: Standing }
  | { readonly kind: 'gone' };

/** What waits for a decision, in order, and which of it is looked at. */
export interface QueueState {
  readonly items: readonly QueueItem[];
  /** An item's id; null when nothing waits. */
  readonly current: string | null;
  /** Of the one in view. */
  readonly news: News | null;
  /** How many this reviewer has decided since the page opened. */
  readonly decided: number;
  /** Where each stood in the order that was asked for. */
  readonly places: ReadonlyMap<string, number>;
  /** Those on which this reviewer has decided and not yet been answered. */
  readonly deciding: ReadonlySet<string>;
}

/** As the server ordered them. */
export function inOrder(items: readonly QueueItem[], places: QueueState['places']): readonly QueueItem[] {
  const placeOf = (item: QueueItem) => places.get(item.id) ?? places.size;
  return [...items].sort((a, b) => placeOf(a) - placeOf(b));
}

/** From its start, or at the first of `at` that waits. */
export function openQueue(items: readonly QueueItem[], at: readonly string[] = []): QueueState {
  const places = new Map(items.map(({ id }, place) => [id, place]));
  const current = at.find((id) => places.has(id)) ?? items[0]?.id ?? null;
  return { items, current, news: null, decided: 0, places, deciding: new Set() };
}

/** With the labels as they are called now. */
export function withLabels(state: QueueState, labels: readonly Label[]): QueueState {
  const names = new Map(labels.map(({ id, name }) => [id, name]));
  const nameOf = ({ label, labelId }: QueueItem) => names.get(labelId) ?? label;
  if (state.items.every((item) => item.label === nameOf(item))) return state;
  return { ...state, items: state.items.map((item) => ({ ...item, label: nameOf(item) })) };
}

/** What follows what is there, behind it. */
export function withPage(state: QueueState, page: readonly QueueItem[]): QueueState {
  const known = new Set([...state.items.map(({ id }) => id), ...state.deciding]);
  const added = page.filter(({ id }) => !known.has(id));
  const end = Math.max(-1, ...state.places.values()) + 1;
  const places = new Map([...state.places, ...added.map(({ id }, i) => [id, end + i] as const)]);
  const items = inOrder([...state.items, ...added], places);
  return { ...state, items, places, current: state.current ?? items[0]?.id ?? null };
}

/** How many come behind what is in view. */
export const leftIn = (state: QueueState): number => state.items.length - 1 - indexOf(state, state.current);

export const indexOf = (state: Pick<QueueState, 'items'>, id: string | null): number =>
  state.items.findIndex((item) => item.id === id);

export const currentItem = (state: QueueState): QueueItem | undefined =>
  state.items[indexOf(state, state.current)];

/** Whether what is in view waits no more: whoever looks elsewhere does not come back to it. */
export const isLeaving = ({ news }: Pick<QueueState, 'news'>): boolean =>
  news?.kind === 'decided' || news?.kind === 'gone';

/** Looks at the next (+1) or the previous (-1) item; stays at the ends. */
export function step(state: QueueState, by: 1 | -1): QueueState {
  const to = state.items[indexOf(state, state.current) + by];
  if (to) return look(state, to.id);
  return isLeaving(state) && state.current !== null ? without(state, state.current) : state;
}

export function look(state: QueueState, id: string): QueueState {
  if (indexOf(state, id) < 0 || id === state.current) return state;
  const items = isLeaving(state) ? state.items.filter((item) => item.id !== state.current) : state.items;
  return { ...state, items, current: id, news: null };
}

/** Without an item; whoever looked at it looks at the one that follows, at the end at the one before. */
export function without(state: QueueState, id: string): QueueState {
  const index = indexOf(state, id);
  if (index < 0) return state;
  const items = state.items.filter((item) => item.id !== id);
  if (state.current !== id) return { ...state, items };
  return { ...state, items, current: items[Math.min(index, items.length - 1)]?.id ?? null, news: null };
}

/** This reviewer decides: the item goes at once, and the answer is awaited. */
export const decideIn = (state: QueueState, id: string): QueueState => ({
  ...without(state, id),
  decided: state.decided + 1,
  deciding: new Set(state.deciding).add(id),
});

export const answered = (state: QueueState, id: string): QueueState => ({
  ...state,
  deciding: new Set([...state.deciding].filter((one) => one !== id)),
});

/** An item comes back (undone, or its decision was refused): to where it stood in the order, and into view. */
export function putBack(state: QueueState, item: QueueItem, news: News | null = null): QueueState {
  const leaves = isLeaving(state) ? state.current : null;
  const others = state.items.filter(({ id }) => id !== item.id && id !== leaves);
  return {
    ...answered(state, item.id),
    items: inOrder([...others, item], state.places),
    current: item.id,
    news,
    decided: Math.max(0, state.decided - 1),
  };
}

/** The decision that the reviewer sees standing on what is in view: one of theirs replaces it. */
export const standingIn = ({ news }: Pick<QueueState, 'news'>): Standing | null =>
  news?.kind === 'decided' ? news.standing : null;

/** The item as the object is now. */
export function withNow(item: QueueItem, now: SeenNow, labels: readonly Label[]): QueueItem {
  const { attributes, descriptionHash, geometryHash, labelId, polygon } = now;
  const rings = polygon.map((part) => part.map((ring) => ring.map(([x, y]): [number, number] => [x, y])));
  const points = rings.flat(2);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const box: QueueItem['box'] = [least(xs), least(ys), most(xs), most(ys)];
  const label = labels.find(({ id }) => id === labelId);
  return {
    ...item,
    polygon: rings,
    box,
    geometryHash,
    descriptionHash,
    labelId,
    label: label?.name ?? '',
    attributes: namedAttributes(label?.attributes ?? [], attributes),
  };
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);
