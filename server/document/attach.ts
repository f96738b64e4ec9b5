import { closeCodes, tooLarge } from './closeCodes.ts';
import type { DocumentConnection } from './DocumentConnection.ts';
import type { DocumentRoom } from './DocumentRoom.ts';
import { type Message, parseFrame } from './wire.ts';

/** Ties a socket to its room until it closes. */
export function attach(connection: DocumentConnection, room: DocumentRoom): void {
  const { socket } = connection;
  socket.on('message', (data, isBinary) => {
    if (!connection.isOpen) return;
    if (!isBinary) return connection.close({ code: closeCodes.text, reason: 'frames are binary' });
    // Server side sockets give buffers as long as nothing asks them for another type.
    if (data instanceof Buffer) receiveFrame(connection, room, data);
  });
  socket.once('close', () => room.leave(connection));
  room.join(connection);
}

function receiveFrame(connection: DocumentConnection, room: DocumentRoom, frame: Uint8Array): void {
  connection.charge(1, frame.length);
  const messages = parseFrame(frame);
  if (!messages.ok) {
    connection.close(messages.error);
    return;
  }
  if (messages.value.some((message) => isTooLarge(connection, message, messages.value))) {
    connection.close(tooLarge('a message is too large'));
    return;
  }
  for (const message of messages.value) void room.receive(connection, message);
}

/** A step2 that we asked for may bring all that a person did while offline. */
function isTooLarge(
  { awaitedSyncs, limits }: DocumentConnection,
  message: Message,
  all: readonly Message[],
): boolean {
  if (message.kind === 'queryAwareness') return false;
  const isSync =
    message.kind === 'step2' && awaitedSyncs > 0 && all.filter(({ kind }) => kind === 'step2').length === 1;
  return message.payload.length > (isSync ? limits.syncBytes : limits.frameBytes);
}
