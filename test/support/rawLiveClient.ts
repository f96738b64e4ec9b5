import { once } from 'node:events';
import { SOCKET_PATH } from '@maskroom/shared/protocol/socket';
import { WebSocket } from 'ws';

/** A signed-in Socket.IO connection spoken to in packets as they are on the wire (Engine.IO 4, Socket.IO 5). */
export async function openRawLive(url: string, token: string) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${SOCKET_PATH}?EIO=4&transport=websocket`);
  socket.on('error', () => {});
  const received: string[] = [];
  socket.on('message', (data: Buffer) => {
    const packet = data.toString();
    if (packet === '2') socket.send('3');
    else received.push(packet);
  });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await once(socket, 'open');
  socket.send(`40${JSON.stringify({ token })}`);
  let calls = 0;
  const client = {
    socket,
    received,
    closed,
    send: (packet: string | Uint8Array) => socket.send(packet),
    /** Resolves with the packet that starts so, or null when the connection ends without it. */
    packet(start: string): Promise<string | null> {
      return new Promise((resolve) => {
        const look = () => {
          const found = received.find((packet) => packet.startsWith(start));
          if (found) settle(found);
        };
        const end = () => settle(null);
        const settle = (found: string | null) => {
          socket.off('message', look);
          socket.off('close', end);
          resolve(found);
        };
        socket.on('message', look);
        socket.on('close', end);
        if (socket.readyState === socket.CLOSED) end();
        else look();
      });
    },
    /** Whether the server still answers behind all that was sent. */
    async answers(): Promise<boolean> {
      received.length = 0;
      const ack = 1_000_000 + calls++;
      const ask = () => socket.send(`42${ack}["image:close",{"imageId":"none"}]`);
      ask();
      // A packet right behind one that leaves the namespace is passed over; the next ends the connection.
      const again = setInterval(ask, 500);
      const answer = await client.packet(`43${ack}[`);
      clearInterval(again);
      return answer !== null;
    },
    [Symbol.dispose]: () => socket.terminate(),
  };
  const answer = await client.packet('4');
  if (!answer?.startsWith('40')) throw new Error(`the server let nobody in: ${answer}`);
  return client;
}
export type RawLiveClient = Awaited<ReturnType<typeof openRawLive>>;
