import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { isLoopback } from '../config/loopback.ts';
import { readSessionCookie } from './sessionCookie.ts';

/** The part of a request that the check reads; Node's and Fastify's both have it. */
export interface OriginRequest {
  readonly method?: string;
  readonly headers: IncomingHttpHeaders;
}

export type OriginCheck = (request: OriginRequest) => boolean;

/**
 * Whether the page behind a request is one of the server's own. Ask before every WebSocket upgrade, every
 * Socket.IO handshake and every HTTP call that changes something.
 *
 * With an Origin it must be exactly the public URL's, or name the very host it was sent to, and that host must
 * be one that no foreign DNS name can point at us: this machine, or the address listened on. Without an Origin
 * the caller is no browser page, or reads from its own: its cookie then counts only for plain reads, so what
 * changes something needs a bearer token or a ticket.
 */
export function createOriginCheck({ host, publicUrl }: { host: string; publicUrl?: string }): OriginCheck {
  const publicOrigin = publicUrl === undefined ? null : new URL(publicUrl).origin;
  return ({ method = 'GET', headers }) => {
    const { origin } = headers;
    if (origin === undefined) return readSessionCookie(headers.cookie) === null || isOwnRead(method, headers);
    if (publicOrigin !== null && origin === publicOrigin) return true;
    const url = parseOrigin(origin);
    return url !== null && url.host === headers.host?.toLowerCase() && isOurs(url.hostname, host);
  };
}

/** An Origin as browsers write it: scheme, host and port. Plain http, as this server speaks it; behind TLS the public URL counts. */
function parseOrigin(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && url.protocol === 'http:' && url.origin === text ? url : null;
}

function isOurs(hostname: string, bound: string): boolean {
  const name = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isLoopback(name) || name === bound.toLowerCase()) return true;
  // Listening everywhere, the address may be any of the machine's; an address, unlike a name, cannot be rebound.
  return ['0.0.0.0', '::'].includes(bound) && isIP(name) !== 0;
}

function isOwnRead(method: string, headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  const isRead = (method === 'GET' || method === 'HEAD') && headers.upgrade === undefined;
  return isRead && (site === undefined || site === 'same-origin' || site === 'none');
}
