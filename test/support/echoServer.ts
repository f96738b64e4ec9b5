import { once } from 'node:events';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import * as syncProtocol from 'y-protocols/sync';
import * as Y from 'yjs';

/**
 * The least that speaks the document protocol: one document in memory, and every update or step2 echoed to its
 * sender as an update, as the real server does once it is durable. Here the echoes can be held back.
 */
export async function startEchoServer() {
  const doc = new Y.Doc();
  let [accepting, holding, swallowing] = [true, false, false];
  const held: (() => void)[] = [];
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', verifyClient: () => accepting });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  server.on('connection', (socket) => {
    send(socket, (out) => syncProtocol.writeSyncStep1(out, doc));
    socket.on('message', (data: RawData) => {
      if (swallowing) return;
      const input = decoding.createDecoder(bytesOf(data));
      if (decoding.readVarUint(input) !== 0) return;
      if (decoding.readVarUint(input) === syncProtocol.messageYjsSyncStep1) {
        const vector = decoding.readVarUint8Array(input);
        return send(socket, (out) => syncProtocol.writeSyncStep2(out, doc, vector));
      }
      const update = decoding.readVarUint8Array(input);
      Y.applyUpdate(doc, update, socket);
      const echo = () => send(socket, (out) => syncProtocol.writeUpdate(out, update));
      if (holding) held.push(echo);
      else echo();
    });
  });

  return {
    url: `ws://127.0.0.1:${address.port}`,
    doc,
    connections: () => server.clients.size,
    accept(value: boolean): void {
      accepting = value;
    },
    holdEchoes(value: boolean): void {
      holding = value;
      if (!value) for (const echo of held.splice(0)) echo();
    },
    /** Takes in frames and does nothing with them, as a dead connection does. */
    swallow(value: boolean): void {
      swallowing = value;
    },
    closeAll(code: number): void {
      for (const socket of server.clients) socket.close(code);
    },
    async [Symbol.asyncDispose](): Promise<void> {
      for (const socket of server.clients) socket.terminate();
      await new Promise((done) => server.close(done));
    },
  };
}

function send(socket: WebSocket, write: (out: encoding.Encoder) => void): void {
  const out = encoding.createEncoder();
  encoding.writeVarUint(out, 0);
  write(out);
  socket.send(encoding.toUint8Array(out));
}

const bytesOf = (data: RawData): Uint8Array =>
  Array.isArray(data) ? Buffer.concat(data) : data instanceof ArrayBuffer ? new Uint8Array(data) : data;
