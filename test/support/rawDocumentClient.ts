import { once } from 'node:events';
import * as decoding from 'lib0/decoding';
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

interface RawOptions {
  readonly imageId?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A socket on a document that sends what it is told and keeps what it gets. */
export async function openRaw(
  url: string,
  user: string,
  { imageId = 'picture', query = '', headers = {} }: RawOptions = {},
) {
  const socket = new WebSocket(`${url}/${imageId}?user=${user}${query}`, { headers });
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

/** The updates in these frames, whether pushed or asked for. */
export const updatesIn = (frames: readonly Uint8Array[]): Uint8Array[] =>
  frames.flatMap((bytes) => {
    if (bytes[0] !== 0 || bytes[1] === 0) return [];
    return [decoding.readVarUint8Array(decoding.createDecoder(bytes.subarray(2)))];
  });

export type RawClient = Awaited<ReturnType<typeof openRaw>>;
