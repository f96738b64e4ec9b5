import { closeCodes } from './closeCodes.ts';
import type { DocumentConnection } from './DocumentConnection.ts';
import type { DocumentLimits } from './limits.ts';

/** An expired session is closed within this time. */
const LOOK_EVERY_MS = 1_000;

/** Ends what ends by time: expired sessions, sockets whose other end is gone. Returns how to stop. */
export function superviseConnections(
  connections: ReadonlyMap<DocumentConnection, unknown>,
  limits: Pick<DocumentLimits, 'pingEveryMs'>,
  now: () => number,
): () => void {
  const expiry = setInterval(() => {
    for (const connection of connections.keys()) {
      const { sessionExpiresAt } = connection.actor;
      if (sessionExpiresAt !== null && sessionExpiresAt <= now()) {
        connection.close({ code: closeCodes.unauthenticated, reason: 'the session has expired' });
      }
    }
  }, LOOK_EVERY_MS);
  const pings = setInterval(() => {
    for (const connection of connections.keys()) connection.ping();
  }, limits.pingEveryMs);
  for (const timer of [expiry, pings]) timer.unref();
  return () => {
    for (const timer of [expiry, pings]) clearInterval(timer);
  };
}
