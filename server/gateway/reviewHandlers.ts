import { reviewDecideSchema } from '@maskroom/shared/protocol/socket';
import { answering } from './answer.ts';
import type { Connection } from './connection.ts';

export function registerReviewHandlers(connection: Connection): void {
  const { actor, parts, socket } = connection;
  socket.on(
    'review:decide',
    answering(connection, reviewDecideSchema, async (command) => {
      const { at } = await parts.review.decide(actor, command);
      return { ok: true as const, at };
    }),
  );
}
