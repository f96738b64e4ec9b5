import { queueSubscribeSchema } from '@maskroom/shared/protocol/socket';
import { answering } from './answer.ts';
import { type Connection, queueRoom } from './connection.ts';
import { createSubscriptions } from './subscriptions.ts';

/** A reviewer's queue of a project: what enters and leaves it, until the socket goes. */
export function registerQueueHandlers(connection: Connection): void {
  const { actor, parts, socket } = connection;
  const subscriptions = createSubscriptions(socket);

  const subscribe = async (projectId: string) => {
    const role = await parts.accounts.requireOperation(actor, projectId, 'review');
    await subscriptions.join(queueRoom(projectId), () => {
      const { name: userName, userId } = actor;
      const stop = parts.queues.watch(projectId);
      parts.monitor.queueOpened({ userId, userName, projectId, role });
      return () => {
        stop();
        parts.monitor.queueClosed(userId, projectId);
      };
    });
    return { ok: true as const };
  };

  socket.on(
    'queue:subscribe',
    answering(connection, queueSubscribeSchema, ({ projectId }) =>
      subscriptions.inTurn(() => subscribe(projectId)),
    ),
  );
  socket.on(
    'queue:unsubscribe',
    answering(connection, queueSubscribeSchema, ({ projectId }) => subscriptions.leave(queueRoom(projectId))),
  );
}
