import { once } from 'node:events';
import { connect } from 'node:net';

/** A WebSocket that went through its upgrade and is spoken to in bytes from there on. */
export async function upgradedSocket(url: string, headers: Readonly<Record<string, string>> = {}) {
  const { host, hostname, pathname, port, search } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('error', () => {});
  const lines = Object.entries({ Host: host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(
    `GET ${pathname}${search} HTTP/1.1\r\n${lines.join('')}Connection: Upgrade\r\nUpgrade: websocket\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  const [head] = await once(socket, 'data');
  const [status] = String(head).split('\r\n');
  if (!status.includes('101')) throw new Error(status);
  // The first frames may come with the head.
  const received: Buffer[] = [head.subarray(head.indexOf('\r\n\r\n') + 4)];
  socket.on('data', (bytes) => received.push(bytes));
  const closed = new Promise<number | null>((resolve) => {
    const look = () => {
      const code = closeCodeIn(Buffer.concat(received));
      if (code !== null || socket.destroyed) resolve(code);
    };
    socket.on('data', look);
    socket.once('close', look);
    look();
  });
  return {
    socket,
    /** The code of the server's close frame, 1005 for one without, null when the server went without a word. */
    closed,
    [Symbol.dispose]: () => socket.destroy(),
  };
}

/** Server frames are not masked: two bytes and, from 126 on, a longer length before the payload. */
function closeCodeIn(bytes: Buffer): number | null {
  for (let at = 0; at + 2 <= bytes.length; ) {
    const [opcode, short] = [bytes[at] & 15, bytes[at + 1] & 127];
    const [header, length] = short === 126 ? [4, bytes.readUInt16BE(at + 2)] : [2, short];
    if (opcode === 8) return length < 2 ? 1005 : bytes.readUInt16BE(at + header);
    at += header + length;
  }
  return null;
}

/** A masked frame with a mask of zeros, so that the payload is what it says. */
export function clientFrame(first: number, payload: Uint8Array): Buffer {
  const length = Buffer.alloc(payload.length < 126 ? 1 : 9);
  if (payload.length < 126) length[0] = 128 | payload.length;
  else {
    length[0] = 128 | 127;
    length.writeBigUInt64BE(BigInt(payload.length), 1);
  }
  return Buffer.concat([Uint8Array.of(first), length, Buffer.alloc(4), payload]);
}
