import type { Authenticate } from './authenticate.ts';
import type { GatewayParts, GatewayServer, GatewaySocket } from './connection.ts';

/** An expired login closes its sockets within this long (promised: 5 s). */
const SWEEP_MS = 2_000;

/**
 * Ends sockets whose login ran out or was revoked. A socket whose person's roles changed is dropped as a lost
 * connection is, so that its client comes back at once and is asked anew what it may do.
 */
export function keepSessionsFresh(
  io: GatewayServer,
  { accounts }: GatewayParts,
  authenticate: Authenticate,
): () => void {
  const sweep = setInterval(() => {
    const now = Date.now();
    for (const socket of io.sockets.sockets.values()) {
      const { sessionExpiresAt } = socket.data.actor;
      if (sessionExpiresAt !== null && sessionExpiresAt <= now) expire(socket);
    }
  }, SWEEP_MS).unref();

  const forget = accounts.onAccessChanged(({ userId }) => {
    for (const socket of io.sockets.sockets.values()) {
      if (socket.data.actor.userId !== userId) continue;
      const { token } = socket.handshake.auth;
      authenticate(socket.request, typeof token === 'string' ? token : undefined).then(
        () => socket.conn.close(),
        () => expire(socket),
      );
    }
  });

  return () => {
    clearInterval(sweep);
    forget();
  };
}

function expire(socket: GatewaySocket): void {
  socket.emit('session:expired');
  socket.disconnect(true);
}
