import { monitorSubscribeSchema } from '@maskroom/shared/protocol/socket';
import { answering } from './answer.ts';
import type { Connection } from './connection.ts';

/** A lead's live room: the state at once, then every change as it happens, until the socket goes. */
export function registerMonitorHandlers(connection: Connection): void {
  const { actor, parts, socket } = connection;
  const subscriptions = new Map<string, () => void>();
  const end = (projectId: string): void => {
    subscriptions.get(projectId)?.();
    subscriptions.delete(projectId);
  };

  socket.on(
    'monitor:subscribe',
    answering(connection, monitorSubscribeSchema, async ({ projectId }) => {
      await parts.accounts.requireRole(actor, projectId, 'lead');
      if (!socket.connected) return { ok: true as const };
      end(projectId);
      subscriptions.set(
        projectId,
        parts.monitor.subscribe(projectId, (change) => socket.emit('monitor:change', change)),
      );
      socket.emit('monitor:state', parts.monitor.state(projectId));
      return { ok: true as const };
    }),
  );
  socket.on(
    'monitor:unsubscribe',
    answering(connection, monitorSubscribeSchema, ({ projectId }) => {
      end(projectId);
      return { ok: true as const };
    }),
  );
  socket.on('disconnect', () => {
    for (const projectId of [...subscriptions.keys()]) end(projectId);
  });
}
