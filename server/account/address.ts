import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';

/** Where a request comes from: what limits go by, and what people see of their sessions. */
export type AddressOf = (request: IncomingMessage) => string;

/**
 * The socket's other end; behind proxies that are trusted (addresses, networks, `loopback`), the nearest address of
 * X-Forwarded-For that is none of theirs. What others write there is theirs to make up, and counts for nothing.
 */
export function createAddressOf(trustedProxies: readonly string[]): AddressOf {
  const isTrusted = trustedProxies.length === 0 ? () => false : proxyAddr.compile([...trustedProxies]);
  return (request) => proxyAddr(request, isTrusted);
}
