import { createHmac } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import type { Receiver } from './receiver.ts';

/** From the first byte to the last of the answer. */
const TIMEOUT_MS = 10_000;
/** Of an answer; nobody reads it. */
const MOST_BYTES = 16 * 1024;

export interface SignedPost {
  readonly body: string;
  readonly secret: string;
  /** Names the delivery: a receiver that sees it twice has it already. */
  readonly deliveryId: number;
  readonly event: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/** `sha256=` and the hex HMAC-SHA256 of `<timestamp>.<body>`, keyed with the webhook's secret. */
export const signatureOf = (secret: string, timestamp: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;

/** Posts JSON to the address that was looked up; follows no redirect. @returns the status; rejects without an answer */
export function postSigned(
  { address, url }: Receiver,
  { body, deliveryId, event, now, secret, signal, timeoutMs = TIMEOUT_MS }: SignedPost,
): Promise<number> {
  const timestamp = String(Math.floor(now / 1_000));
  const ends = [AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])];
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        agent: false,
        // The name is for TLS and the Host header; what is connected to was decided before.
        lookup: (_, { all }, answer) => {
          const family = isIP(address);
          if (all) answer(null, [{ address, family }]);
          else answer(null, address, family);
        },
        signal: AbortSignal.any(ends),
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'maskroom',
          'x-maskroom-event': event,
          'x-maskroom-delivery': String(deliveryId),
          'x-maskroom-timestamp': timestamp,
          'x-maskroom-signature': signatureOf(secret, timestamp, body),
        },
      },
      (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > MOST_BYTES) response.destroy();
        });
        response.on('close', () => resolve(response.statusCode ?? 0));
        response.on('error', () => resolve(response.statusCode ?? 0));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
