import { join } from 'node:path';
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { update } from '../../support/rawDocumentClient.ts';
import { type Editor, type Service, spawnService } from './service.ts';

export const hocuspocus: Service = {
  name: 'Hocuspocus 3.4.4',
  async start(folder) {
    const { kill, pid, url } = await spawnService('hocuspocusProcess.ts', join(folder, 'hocuspocus.sqlite'));
    return { pid, kill, open: (document) => open(url, document) };
  },
};

/** An edit is acknowledged when the provider counts it as synced. */
function open(url: string, document: string): Editor {
  const doc = new Y.Doc();
  const line = new HocuspocusProviderWebsocket({ url, WebSocketPolyfill: WebSocket });
  let isSynced = () => {};
  const synced = new Promise<void>((resolve) => {
    isSynced = resolve;
  });
  const provider = new HocuspocusProvider({
    websocketProvider: line,
    name: document,
    document: doc,
    token: 'none',
    onSynced: () => isSynced(),
  });
  provider.attach();
  return {
    user: 'ann',
    doc,
    synced,
    unacknowledged: () => provider.unsyncedChanges,
    sendUpdate(bytes) {
      const name = encoding.encode((out) => encoding.writeVarString(out, document));
      line.webSocket?.send(Buffer.concat([name, update(bytes)]));
    },
    destroy() {
      provider.destroy();
      line.destroy();
      doc.destroy();
    },
  };
}
