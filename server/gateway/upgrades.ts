import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Problem, problemTable, toProblem } from '@maskroom/shared/base/problem';
import { DOCUMENT_PATH, SOCKET_PATH } from '@maskroom/shared/protocol/socket';
import type { Actor } from '../account/accounts.ts';
import type { Authenticate } from './authenticate.ts';
import type { GatewayParts } from './connection.ts';

/**
 * The one place where upgrades part: Socket.IO's path is left to Socket.IO, documents are authenticated before
 * they are upgraded, everything else is refused and closed.
 */
export function routeUpgrades(
  server: HttpServer,
  parts: GatewayParts,
  isOriginAllowed: (request: IncomingMessage) => boolean,
  authenticate: Authenticate,
): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? '/', 'http://local');
    if (url.pathname === SOCKET_PATH) return;
    socket.on('error', () => socket.destroy());
    if (!isOriginAllowed(request)) return refuse(socket, new Problem('origin-refused'));
    openDocument(request, socket, head, url, parts, authenticate).catch((cause: unknown) => {
      if (!(cause instanceof Problem)) parts.log.error({ err: cause }, 'an upgrade failed');
      refuse(socket, toProblem(cause));
    });
  });
}

async function openDocument(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  url: URL,
  { accounts, documents, images }: GatewayParts,
  authenticate: Authenticate,
): Promise<void> {
  const imageId = imageIdOf(url.pathname);
  const ticket = url.searchParams.get('ticket');
  const actor: Actor = ticket ? await redeem(accounts, ticket, imageId) : await authenticate(request);
  const image = await images.get(imageId);
  if (!image) throw new Problem('not-found');
  const role = await accounts.requireRole(actor, image.projectId, 'viewer');
  documents.handleUpgrade(request, socket, head, { actor, role, image });
}

async function redeem(accounts: GatewayParts['accounts'], ticket: string, imageId: string): Promise<Actor> {
  const actor = await accounts.redeemTicket(ticket, imageId);
  if (!actor) throw new Problem('unauthenticated', 'This ticket was used or has expired; ask for a new one.');
  return actor;
}

/** Ids are opaque and short: anything else in the path (dots, escapes, NUL) is no document. */
function imageIdOf(pathname: string): string {
  const rest = pathname.startsWith(`${DOCUMENT_PATH}/`) ? pathname.slice(DOCUMENT_PATH.length + 1) : '';
  if (!/^[0-9A-Za-z-]{1,64}$/.test(rest)) throw new Problem('not-found');
  return rest;
}

function refuse(socket: Duplex, { code, message }: Problem): void {
  const { status } = problemTable[code];
  const body = JSON.stringify({ status, code, detail: message });
  socket.end(
    `HTTP/1.1 ${status} ${code}\r\nConnection: close\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
