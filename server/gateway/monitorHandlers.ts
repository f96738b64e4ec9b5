import { monitorSubscribeSchema } from '@maskroom/shared/protocol/socket';
import { SerialQueue } from '../document/SerialQueue.ts';
import { answering } from './answer.ts';
import type { Connection } from './connection.ts';

/** A lead's live room: the state at once, then every change as it happens, until the socket goes. */
export function registerMonitorHandlers(connection: Connection): void {
  const { actor, parts, socket } = connection;
  const subscriptions = new Map<string, () => void>();
  const inOrder = new SerialQueue();
  const end = (projectId: string): void => {
    subscriptions.get(projectId)?.();
    subscriptions.delete(projectId);
  };

  const subscribe = async (projectId: string) => {
    await parts.accounts.requireOperation(actor, projectId, 'monitor');
    end(projectId);
    const room = await parts.rooms.enter(projectId, (change) => socket.emit('monitor:change', change));
    if (!socket.connected) {
      room.end();
      return { ok: true as const };
    }
    subscriptions.set(projectId, room.end);
    socket.emit('monitor:state', room.state);
    return { ok: true as const };
  };

  socket.on(
    'monitor:subscribe',
    answering(connection, monitorSubscribeSchema, ({ projectId }) => inOrder.run(() => subscribe(projectId))),
  );
  socket.on(
    'monitor:unsubscribe',
    answering(connection, monitorSubscribeSchema, ({ projectId }) =>
      inOrder.run(() => {
        end(projectId);
        return { ok: true as const };
      }),
    ),
  );
  socket.on('disconnect', () => {
    for (const projectId of [...subscriptions.keys()]) end(projectId);
  });
}
