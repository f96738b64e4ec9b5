import { monitorSubscribeSchema } from '@maskroom/shared/protocol/socket';
import { answering } from './answer.ts';
import type { Connection } from './connection.ts';
import { createSubscriptions } from './subscriptions.ts';

/** A lead's live room: the state at once, then every change as it happens, until the socket goes. */
export function registerMonitorHandlers(connection: Connection): void {
  const { actor, parts, socket } = connection;
  const subscriptions = createSubscriptions(socket);

  const subscribe = async (projectId: string) => {
    await parts.accounts.requireOperation(actor, projectId, 'monitor');
    subscriptions.end(projectId);
    const room = await parts.rooms.enter(projectId, (change) => socket.emit('monitor:change', change));
    subscriptions.keep(projectId, room.end);
    socket.emit('monitor:state', room.state);
    return { ok: true as const };
  };

  socket.on(
    'monitor:subscribe',
    answering(connection, monitorSubscribeSchema, ({ projectId }) =>
      subscriptions.inTurn(() => subscribe(projectId)),
    ),
  );
  socket.on(
    'monitor:unsubscribe',
    answering(connection, monitorSubscribeSchema, ({ projectId }) => subscriptions.leave(projectId)),
  );
}
