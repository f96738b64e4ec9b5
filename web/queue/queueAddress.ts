import { queueQuerySchema } from '@maskroom/shared/protocol/queue';
import type { AskedQueue } from './QueueChoice.tsx';
import { indexOf, type QueueState } from './queueState.ts';

/** Where the object itself has been decided on, the next of these that waits is where one was. */
const NAMED = 5;

export interface QueuePlace {
  readonly asked: AskedQueue;
  /** The object in view and those behind it. */
  readonly at: readonly string[];
}

/** Which queue it is and where in it one is, for an address. */
export function queueSearch(asked: AskedQueue, state: Pick<QueueState, 'items' | 'current'>): string {
  const search = new URLSearchParams(Object.entries(asked));
  const from = Math.max(0, indexOf(state, state.current));
  for (const { id } of state.items.slice(from, from + NAMED)) search.append('at', id);
  return search.toString();
}

/** What does not read as one is the queue as it comes, from its start. */
export function readQueueSearch(search: string): QueuePlace {
  const params = new URLSearchParams(search);
  const at = params.getAll('at').slice(0, NAMED);
  const { createdBy, labelId, order } = queueQuerySchema.safeParse(Object.fromEntries(params)).data ?? {};
  const asked = {
    order: order ?? 'predictedIou',
    ...(labelId && { labelId }),
    ...(createdBy && { createdBy }),
  };
  return { asked, at };
}
