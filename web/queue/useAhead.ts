import type { Queue } from '@maskroom/shared/protocol/queue';
import { useEffect, useRef, useState } from 'react';
import { getQueue } from '../connection/api.ts';
import type { AskedQueue } from './QueueChoice.tsx';
import type { QueueItem } from './queueState.ts';

/** With fewer than this many to come the next page is asked for. */
const FEW_LEFT = 50;

interface Ahead {
  readonly projectId: string;
  readonly asked: AskedQueue;
  /** The first page. */
  readonly queue: Queue;
  /** How many of others' are still to come of what is here. */
  readonly left: number;
  readonly onPage: (items: readonly QueueItem[]) => void;
}

/** Fetches what follows before the reviewer gets there, and says how much that still is. */
export function useAhead({ asked, left, onPage, projectId, queue }: Ahead): number {
  const [ahead, setAhead] = useState({ next: queue.next, count: queue.total - queue.items.length });
  const isAsking = useRef(false);
  useEffect(() => {
    if (ahead.next === null || left >= FEW_LEFT || isAsking.current) return;
    isAsking.current = true;
    getQueue(projectId, { ...asked, after: ahead.next })
      .then(
        ({ items, next }) => {
          onPage(items);
          setAhead(({ count }) => ({ next, count: next === null ? 0 : Math.max(1, count - items.length) }));
        },
        // The next step asks again.
        () => undefined,
      )
      .finally(() => {
        isAsking.current = false;
      });
  }, [ahead, asked, left, onPage, projectId]);
  return ahead.count;
}
