import { Problem } from '@maskroom/shared/base/problem';
import { nudgeSendSchema } from '@maskroom/shared/protocol/monitor';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { answering } from './answer.ts';
import { type Connection, personRoom } from './connection.ts';

/** A line now and then: more is a conversation, for which there are comments. */
const FROM_ONE_LEAD = { points: 10, duration: 60 };
/** Whoever is at work is not to be rung at by several leads at once. */
const TO_ONE_PERSON = { points: 3, duration: 60 };

/** One for the server: a lead with many tabs says no more than one with one. */
export function createNudgeLimits() {
  const [from, to] = [new RateLimiterMemory(FROM_ONE_LEAD), new RateLimiterMemory(TO_ONE_PERSON)];
  return {
    /** @throws Problem `rate-limited` */
    async take(byId: string, userId: string): Promise<void> {
      try {
        await from.consume(byId);
        await to.consume(userId);
      } catch {
        throw new Problem('rate-limited', 'That were many lines; wait a minute.');
      }
    },
  };
}

/**
 * A short line from a lead to somebody of the project, shown in every tab they have open. Nothing of it is kept, so it
 * is in no log: it changes nothing, and it reaches only whoever is there.
 */
export function registerNudgeHandlers(
  connection: Connection,
  limits: ReturnType<typeof createNudgeLimits>,
): void {
  const { actor, parts, socket } = connection;
  socket.on(
    'nudge:send',
    answering(connection, nudgeSendSchema, async ({ projectId, text, userId }) => {
      await parts.accounts.requireOperation(actor, projectId, 'nudge');
      const isThere = parts.monitor.sessions(projectId).some((session) => session.userId === userId);
      if (!isThere && !(await parts.accounts.members(projectId)).some(({ id }) => id === userId))
        throw new Problem('not-found', 'Nobody of this project is called that.');
      const room = personRoom(userId);
      if (!socket.nsp.adapter.rooms.has(room))
        throw new Problem('conflict', 'They are not here any more: nobody would read it.');
      await limits.take(actor.userId, userId);
      socket.nsp.to(room).emit('nudge:show', { projectId, byId: actor.userId, byName: actor.name, text });
      return { ok: true as const };
    }),
  );
}
