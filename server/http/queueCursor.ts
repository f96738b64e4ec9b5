import { Problem } from '@maskroom/shared/base/problem';
import type { QueueOrder } from '@maskroom/shared/protocol/queue';
import { z } from 'zod';
import { keyLength, type QueueCursor } from '../store/queueStore.ts';

const cursorSchema = z.object({
  order: z.string(),
  labelId: z.string().max(64).optional(),
  key: z.array(z.number()),
});

/** Where a page of the queue ended, as the next is asked for. */
export const cursorText = (order: QueueOrder, cursor: QueueCursor): string =>
  Buffer.from(JSON.stringify({ order, ...cursor })).toString('base64url');

/** @throws Problem `bad-request` for what is no cursor of this order. */
export function parseCursor(text: string, order: QueueOrder): QueueCursor {
  const { data } = cursorSchema.safeParse(jsonOf(Buffer.from(text, 'base64url').toString()));
  if (data?.order === order && data.key.length === keyLength(order)) return data;
  throw new Problem(
    'bad-request',
    'after is not the next of a page in this order. Ask without it to begin anew.',
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
