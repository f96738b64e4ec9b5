import { once } from 'node:events';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';

export const frame = (types: readonly number[], payload?: Uint8Array): Uint8Array =>
  encoding.encode((out) => {
    for (const type of types) encoding.writeVarUint(out, type);
    if (payload) encoding.writeVarUint8Array(out, payload);
  });

export const step1 = (stateVector: Uint8Array = Uint8Array.of(0)) => frame([0, 0], stateVector);
export const step2 = (update: Uint8Array = Uint8Array.of(0, 0)) => frame([0, 1], update);
export const update = (bytes: Uint8Array) => frame([0, 2], bytes);

/** A socket on a document that sends what it is told and keeps what it gets. */
export async function openRaw(url: string, user: string, { imageId = 'picture', query = '' } = {}) {
  const socket = new WebSocket(`${url}/${imageId}?user=${user}${query}`);
  const received: Uint8Array[] = [];
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.on('message', (data: Buffer) => received.push(Uint8Array.from(data)));
  socket.on('error', () => {});
  await once(socket, 'open');
  return {
    socket,
    received,
    closed,
    send: (bytes: Uint8Array | string) => socket.send(bytes),
    /** Frames that start with these types. */
    ofType: (...types: number[]) => received.filter((bytes) => types.every((type, i) => bytes[i] === type)),
    hasEchoOf: (payload: Uint8Array) =>
      received.some((bytes) => Buffer.compare(bytes, update(payload)) === 0),
    [Symbol.dispose]: () => socket.terminate(),
  };
}
export type RawClient = Awaited<ReturnType<typeof openRaw>>;
