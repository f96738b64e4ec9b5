import { queueSubscribeSchema } from '@maskroom/shared/protocol/socket';
import { SerialQueue } from '../document/SerialQueue.ts';
import { answering } from './answer.ts';
import { type Connection, queueRoom } from './connection.ts';

/** A reviewer's queue of a project: what enters and leaves it, until the socket goes. */
export function registerQueueHandlers(connection: Connection): void {
  const { actor, parts, socket } = connection;
  const watches = new Map<string, () => void>();
  const inOrder = new SerialQueue();
  const end = (projectId: string): void => {
    watches.get(projectId)?.();
    watches.delete(projectId);
  };

  const subscribe = async (projectId: string) => {
    await parts.accounts.requireOperation(actor, projectId, 'review');
    if (socket.connected && !watches.has(projectId)) {
      watches.set(projectId, parts.queues.watch(projectId));
      await socket.join(queueRoom(projectId));
    }
    return { ok: true as const };
  };

  socket.on(
    'queue:subscribe',
    answering(connection, queueSubscribeSchema, ({ projectId }) => inOrder.run(() => subscribe(projectId))),
  );
  socket.on(
    'queue:unsubscribe',
    answering(connection, queueSubscribeSchema, ({ projectId }) =>
      inOrder.run(async () => {
        end(projectId);
        await socket.leave(queueRoom(projectId));
        return { ok: true as const };
      }),
    ),
  );
  socket.on('disconnect', () => {
    for (const projectId of [...watches.keys()]) end(projectId);
  });
}
