import { WebsocketProvider } from '@y/websocket';
import * as Y from '@y/y';
import { watchedSocket } from './sentAndHeard.ts';
import { play, readPart } from './story.ts';

const part = readPart();
const doc = new Y.Doc();
const instances = doc.getMap<Y.Map<unknown>>('instances');
const { WatchedSocket, isEchoed } = watchedSocket();
const provider = new WebsocketProvider(part.url, 'picture', doc, {
  WebSocketPolyfill: WatchedSocket,
  disableBc: true,
  params: { user: part.user },
});
await new Promise<void>((resolve) => provider.once('sync', () => resolve()));

await play(part, {
  draw() {
    const fields = {
      label: 'car',
      geometry: Uint8Array.from(Buffer.from(part.geometry, 'hex')),
      createdBy: part.user,
      source: 'manual',
      predictedIou: null,
      order: 1,
      deleted: false,
    };
    instances.set(part.draws, new Y.Map(Object.entries(fields)));
  },
  labels: () => new Map([...instances].map(([id, map]) => [id, String(map.get('label'))])),
  relabel: (id, label) => void instances.get(id)?.set('label', label),
  isEchoed,
  close: () => provider.destroy(),
});
