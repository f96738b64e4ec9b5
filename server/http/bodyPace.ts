import type { IncomingMessage } from 'node:http';
import { problemTable } from '@maskroom/shared/base/problem';
import type { HttpApp } from './httpApp.ts';

/** A body that brings less than this in {@link BodyPace.lookMs}, and does not end, is held back on purpose. */
const LEAST_BYTES = 4 * 1024;

export interface BodyPace {
  /** How often the pace is looked at; 10 s when absent. */
  readonly lookMs?: number;
}

/** Time for a request's head, and how often Node looks whether it has passed. */
export const headTimes = { headersTimeout: 20_000, connectionsCheckingInterval: 5_000 } as const;

/**
 * Ends requests whose body trickles, so that nobody holds connections and files open for nothing. A large upload
 * over a slow line goes on as long as it moves, and what the server is slow to take is not held against anybody.
 */
export function limitBodyPace(app: HttpApp, { lookMs = 10_000 }: BodyPace = {}): void {
  app.addHook('onRequest', async ({ raw }, reply) => {
    if (raw.complete || !hasBody(raw)) return;
    let before = raw.socket.bytesRead;
    const look = setInterval(() => {
      const now = raw.socket.bytesRead;
      if (raw.complete || raw.destroyed) clearInterval(look);
      else if (raw.readableLength === 0 && now - before < LEAST_BYTES) {
        clearInterval(look);
        if (!reply.raw.headersSent) raw.socket.write(refusal);
        raw.socket.destroySoon();
      }
      before = now;
    }, lookMs).unref();
    raw.once('close', () => clearInterval(look));
  });
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const body = JSON.stringify({
  status: 408,
  code: 'bad-request',
  title: problemTable['bad-request'].title,
  detail: 'The body did not come; send it again, faster.',
});

const refusal =
  'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Type: application/problem+json\r\n' +
  `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
