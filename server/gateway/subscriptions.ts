import { SerialQueue } from '../document/SerialQueue.ts';
import type { GatewaySocket } from './connection.ts';

/** What one socket has subscribed to, by name: over when it says so, and when the socket goes. */
export interface Subscriptions {
  /** `stop` is called once: when it ends, when another takes its place, or at once where the socket has gone already. */
  keep(name: string, stop: () => void): void;
  /** Hears what is told in the room from now on, which is watched for as long; nothing happens where it does already. */
  join(room: string, watch: () => () => void): Promise<void>;
  /** Nothing happens where there is none. */
  end(name: string): void;
  /** {@link Subscriptions.end} in its turn, as an answer to the socket. */
  leave(name: string): Promise<{ ok: true }>;
  /** Calls of the socket one after the other, so that who subscribes and unsubscribes at once ends as they asked. */
  inTurn<T>(work: () => T | Promise<T>): Promise<T>;
}

export function createSubscriptions(
  socket: Pick<GatewaySocket, 'connected' | 'join' | 'leave' | 'on'>,
): Subscriptions {
  const stops = new Map<string, () => void>();
  const inOrder = new SerialQueue();
  const end = (name: string): void => {
    stops.get(name)?.();
    stops.delete(name);
  };
  socket.on('disconnect', () => {
    for (const name of [...stops.keys()]) end(name);
  });
  const keep = (name: string, stop: () => void): void => {
    end(name);
    if (socket.connected) stops.set(name, stop);
    else stop();
  };
  return {
    keep,
    async join(room, watch) {
      if (stops.has(room)) return;
      const stop = watch();
      await socket.join(room);
      keep(room, () => {
        stop();
        void socket.leave(room);
      });
    },
    end,
    leave: (name) =>
      inOrder.run(() => {
        end(name);
        return { ok: true };
      }),
    inTurn: (work) => inOrder.run(work),
  };
}
