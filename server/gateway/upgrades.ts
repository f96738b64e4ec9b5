import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Problem, type ProblemCode, problemTable, toProblem } from '@maskroom/shared/base/problem';
import { DOCUMENT_PATH, SOCKET_PATH } from '@maskroom/shared/protocol/socket';
import type { Actor } from '../account/accounts.ts';
import type { AddressOf } from '../account/address.ts';
import { closeCodes } from '../document/closeCodes.ts';
import type { DocumentVisit } from '../document/documents.ts';
import { requireImage } from '../image/sight.ts';
import type { Authenticate } from './authenticate.ts';
import type { GatewayParts } from './connection.ts';
import type { Strangers } from './strangers.ts';

interface Doorkeepers {
  readonly isOriginAllowed: (request: IncomingMessage) => boolean;
  readonly addressOf: AddressOf;
  readonly authenticate: Authenticate;
  readonly strangers: Strangers;
}

/**
 * The one place where upgrades part: Socket.IO's path is left to Socket.IO, documents are authenticated before
 * they are upgraded, everything else is refused and closed.
 */
export function routeUpgrades(server: HttpServer, parts: GatewayParts, door: Doorkeepers): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A path such as `//` is none; the address of whoever asks for it must not matter here.
    const address = `http://local${request.url ?? '/'}`;
    const url = new URL(URL.canParse(address) ? address : 'http://local/');
    // The address as it came, as Socket.IO compares it: what neither side takes would stay open for ever.
    if (request.url?.startsWith(SOCKET_PATH)) return;
    socket.on('error', () => socket.destroy());
    if (!door.isOriginAllowed(request)) return refuse(socket, new Problem('origin-refused'));
    if (!url.pathname.startsWith(`${DOCUMENT_PATH}/`)) return refuse(socket, new Problem('not-found'));
    const turnAway = async (cause: unknown): Promise<void> => {
      if (!(cause instanceof Problem)) parts.log.error({ err: cause }, 'an upgrade failed');
      const problem = toProblem(cause);
      const code = refusals[problem.code];
      if (code === undefined) return refuse(socket, problem);
      // An upgrade only to say no is work: a flood of strangers gets a shorter answer.
      if (problem.code === 'unauthenticated' && !(await door.strangers.mayBeTold(request)))
        return refuse(socket, new Problem('rate-limited'));
      parts.documents.refuseUpgrade(request, socket, head, { code, reason: problem.message });
    };
    visitOf(request, url, parts, door)
      .then((visit) => parts.documents.handleUpgrade(request, socket, head, visit), turnAway)
      .catch(() => socket.destroy());
  });
}

/** What is final for the client; anything else is worth another try, and fails as an upgrade. */
const refusals: Partial<Record<ProblemCode, number>> = {
  unauthenticated: closeCodes.unauthenticated,
  forbidden: closeCodes.forbidden,
  'not-found': closeCodes.notFound,
};

async function visitOf(
  request: IncomingMessage,
  url: URL,
  { accounts, images }: GatewayParts,
  { addressOf, authenticate }: Doorkeepers,
): Promise<DocumentVisit> {
  const imageId = imageIdOf(url.pathname);
  const ticket = url.searchParams.get('ticket');
  const actor = ticket
    ? await redeem(accounts, ticket, imageId, addressOf(request))
    : await authenticate(request);
  const { image, role } = await requireImage({ accounts, images }, actor, imageId, 'project:read');
  const stillIn = async (): Promise<boolean> => {
    // A ticket is spent: whoever came with one asks for another.
    if (ticket) return false;
    return authenticate(request).then(
      () => true,
      () => false,
    );
  };
  return { actor, role, image, stillIn };
}

async function redeem(
  accounts: GatewayParts['accounts'],
  ticket: string,
  imageId: string,
  address: string,
): Promise<Actor> {
  const actor = await accounts.redeemTicket(ticket, imageId, address);
  if (!actor) throw new Problem('unauthenticated', 'This ticket was used or has expired; ask for a new one.');
  return actor;
}

/** Ids are opaque and short: anything else in the path (dots, escapes, NUL) is no document. */
function imageIdOf(pathname: string): string {
  const rest = pathname.slice(DOCUMENT_PATH.length + 1);
  if (!/^[0-9A-Za-z-]{1,64}$/.test(rest)) throw new Problem('not-found');
  return rest;
}

function refuse(socket: Duplex, { code, message }: Problem): void {
  const { status } = problemTable[code];
  const body = JSON.stringify({ status, code, detail: message });
  // A caller that never closes its own half must not keep the socket.
  socket.once('finish', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} ${code}\r\nConnection: close\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
