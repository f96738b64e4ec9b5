import type { Queue } from '@maskroom/shared/protocol/queue';
import { useCallback, useEffect, useRef, useState } from 'react';
import { getQueue } from '../connection/api.ts';
import type { AskedQueue } from './QueueChoice.tsx';
import type { QueueItem } from './queueState.ts';

/** With fewer than this many to come the next page is asked for. */
const FEW_LEFT = 50;
/** A page that did not come is asked for again. */
const RETRY_MS = 3_000;

interface AheadOf {
  readonly projectId: string;
  readonly asked: AskedQueue;
  /** The first page. */
  readonly queue: Queue;
  /** How many are here. */
  readonly here: number;
  /** How many of those are still to come. */
  readonly left: number;
  readonly onPage: (items: readonly QueueItem[]) => void;
}

interface Ahead {
  /** What waits besides. */
  readonly count: number;
  /** The first page was asked for again, and knows how much waits by now. */
  readonly restart: (queue: Queue) => void;
}

/** Fetches what follows before the reviewer gets there, and says how much that still is. */
export function useAhead({ asked, here, left, onPage, projectId, queue }: AheadOf): Ahead {
  const [ahead, setAhead] = useState({ next: queue.next, count: queue.total - queue.items.length });
  const known = useRef(here);
  known.current = here;
  const restart = useCallback(
    ({ items, next, total }: Queue) =>
      setAhead((last) => {
        const more = total - Math.max(known.current, items.length);
        if (last.next !== null) return { ...last, count: Math.max(1, more) };
        return next !== null && more > 0 ? { next, count: more } : last;
      }),
    [],
  );
  const isAsking = useRef(false);
  useEffect(() => {
    if (ahead.next === null || left >= FEW_LEFT || isAsking.current) return;
    isAsking.current = true;
    const asking = getQueue(projectId, { ...asked, after: ahead.next });
    asking
      .finally(() => {
        isAsking.current = false;
      })
      .then(
        ({ items, next, total }) => {
          onPage(items);
          const more = total - known.current - items.length;
          setAhead({ next, count: next === null ? 0 : Math.max(1, more) });
        },
        () => setTimeout(() => setAhead((last) => ({ ...last })), RETRY_MS),
      );
  }, [ahead, asked, left, onPage, projectId]);
  return { count: ahead.count, restart };
}
