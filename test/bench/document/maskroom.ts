import { join } from 'node:path';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { update } from '../../support/rawDocumentClient.ts';
import { type Editor, type Service, spawnService } from './service.ts';

const users = ['ann', 'ben', 'cleo', 'lea'];

export const maskroom: Service = {
  name: 'Maskroom',
  async start(folder) {
    const { kill, pid, url } = await spawnService('maskroomProcess.ts', join(folder, 'maskroom.sqlite'));
    return { pid, kill, open: (document, place = 0) => open(url, document, users[place % users.length]) };
  },
};

/** An edit is acknowledged when its frame comes back. */
function open(url: string, document: string, user: string): Editor {
  const doc = new Y.Doc();
  const waiting: Uint8Array[] = [];
  class CountingSocket extends WebSocket {
    constructor(address: string | URL) {
      super(address);
      this.on('message', (data: ArrayBuffer) => {
        if (waiting.length > 0 && Buffer.compare(waiting[0], new Uint8Array(data)) === 0) waiting.shift();
      });
    }
    override send(data: Uint8Array): void {
      if (data[0] === 0 && data[1] === 2) waiting.push(data);
      super.send(data);
    }
  }
  const provider = new WebsocketProvider(url, document, doc, {
    WebSocketPolyfill: CountingSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    params: { user },
  });
  return {
    user,
    doc,
    synced: new Promise((resolve) => provider.once('sync', () => resolve())),
    unacknowledged: () => waiting.length,
    sendUpdate: (bytes) => provider.ws?.send(Uint8Array.from(update(bytes))),
    destroy: () => {
      provider.destroy();
      doc.destroy();
    },
  };
}
