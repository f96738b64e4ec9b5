import type { Polygon } from '@maskroom/shared/geometry/polygon';
import type { Queue } from '@maskroom/shared/protocol/queue';

export type QueueItem = Queue['items'][number];

/** What waits for a decision, in order, and which of it is looked at. */
export interface QueueState {
  readonly items: readonly QueueItem[];
  /** An item's id; null when nothing waits. */
  readonly current: string | null;
  /** How many this reviewer has decided since the page opened. */
  readonly decided: number;
  /** Where each stood in the order that was asked for. */
  readonly places: ReadonlyMap<string, number>;
}

/** As the server ordered them, but one's own work, which others decide, at the end. */
function inOrder(
  items: readonly QueueItem[],
  places: QueueState['places'],
  userId: string,
): readonly QueueItem[] {
  const isOwn = (item: QueueItem) => Number(item.createdBy === userId);
  const placeOf = (item: QueueItem) => places.get(item.id) ?? places.size;
  return [...items].sort((a, b) => isOwn(a) - isOwn(b) || placeOf(a) - placeOf(b));
}

export function openQueue(items: readonly QueueItem[], userId: string): QueueState {
  const places = new Map(items.map(({ id }, place) => [id, place]));
  const ordered = inOrder(items, places, userId);
  return { items: ordered, current: ordered[0]?.id ?? null, decided: 0, places };
}

export const indexOf = (state: Pick<QueueState, 'items'>, id: string | null): number =>
  state.items.findIndex((item) => item.id === id);

export const currentItem = (state: QueueState): QueueItem | undefined =>
  state.items[indexOf(state, state.current)];

/** Looks at the next (+1) or the previous (-1) item; stays at the ends. */
export function step(state: QueueState, by: 1 | -1): QueueState {
  const to = state.items[indexOf(state, state.current) + by];
  return to ? { ...state, current: to.id } : state;
}

export const look = (state: QueueState, id: string): QueueState =>
  indexOf(state, id) < 0 ? state : { ...state, current: id };

/** Takes an item out; whoever looked at it looks at the one that follows, at the end at the one before. */
export function takeOut(state: QueueState, id: string, own: boolean): QueueState {
  const index = indexOf(state, id);
  if (index < 0) return state;
  const items = state.items.filter((item) => item.id !== id);
  const current =
    state.current === id ? (items[Math.min(index, items.length - 1)]?.id ?? null) : state.current;
  return { ...state, items, current, decided: state.decided + (own ? 1 : 0) };
}

/** An item comes back (undone, or its decision was refused): to where it stood in the order, and into view. */
export function putBack(state: QueueState, item: QueueItem, userId: string): QueueState {
  const others = state.items.filter(({ id }) => id !== item.id);
  return {
    ...state,
    items: inOrder([...others, item], state.places, userId),
    current: item.id,
    decided: Math.max(0, state.decided - 1),
  };
}

/** The item with the shape as it is now. */
export function withShape(item: QueueItem, polygon: Polygon, geometryHash: string): QueueItem {
  const rings = polygon.map((part) => part.map((ring) => ring.map(([x, y]): [number, number] => [x, y])));
  const points = rings.flat(2);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const box: QueueItem['box'] = [least(xs), least(ys), most(xs), most(ys)];
  return { ...item, polygon: rings, box, geometryHash };
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);
