import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { watchedSocket } from './sentAndHeard.ts';
import { fieldsOf, play, readPart } from './story.ts';

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
    instances.set(part.draws, new Y.Map(Object.entries(fieldsOf(part))));
  },
  labels: () => new Map([...instances].map(([id, map]) => [id, String(map.get('label'))])),
  relabel: (id, label) => void instances.get(id)?.set('label', label),
  isEchoed,
  close: () => provider.destroy(),
});
