import type { WorkItem } from '@maskroom/shared/protocol/jobs';
import { createStore, type StoreApi } from 'zustand/vanilla';

export interface WorkQueueState {
  /** In the order in which it should be done; what was done meanwhile comes before it, so that a step back reaches it. */
  readonly walk: readonly WorkItem[];
  /** What waits, by image. */
  readonly waiting: ReadonlyMap<string, WorkItem>;
}

/** What waits for this person in the project, as they go through it. */
export interface WorkQueue {
  readonly store: StoreApi<WorkQueueState>;
  /** Asks for it again and gives what waits. Rejects where that cannot be had now: it stays as it was. */
  renew(): Promise<readonly WorkItem[]>;
}

export function createWorkQueue(
  first: readonly WorkItem[],
  ask: () => Promise<readonly WorkItem[]>,
): WorkQueue {
  const store = createStore<WorkQueueState>(() => ({ walk: first, waiting: byImage(first) }));
  // Answers may overtake one another.
  let [asked, shown] = [0, 0];
  return {
    store,
    async renew() {
      const asking = ++asked;
      const items = await ask();
      if (asking < shown) return items;
      shown = asking;
      const waiting = byImage(items);
      store.setState(({ walk }) => ({
        walk: [...walk.filter(({ imageId }) => !waiting.has(imageId)), ...items],
        waiting,
      }));
      return items;
    },
  };
}

const byImage = (items: readonly WorkItem[]): ReadonlyMap<string, WorkItem> =>
  new Map(items.map((item) => [item.imageId, item]));
