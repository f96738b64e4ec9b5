import { instancesOf, readInstances } from '@maskroom/shared/document/documentModel';
import { addInstance, type NewInstance } from '@maskroom/shared/document/editDocument';
import { encodeGeometry, type Geometry } from '@maskroom/shared/geometry/geometryCodec';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { until } from './until.ts';

/** A square of `side` px at (x, y). */
export const square = (x: number, y: number, side = 10): Geometry =>
  encodeGeometry([
    [
      [
        [x, y],
        [x + side, y],
        [x + side, y + side],
        [x, y + side],
      ],
    ],
  ]);

/** A zigzag of 7,000 vertices inside the picture: some 35 kB in one value. */
export const bulky = (seed = 0): Geometry => {
  const side = (y: number) => (_: unknown, i: number) =>
    [20 + ((i * 37 + seed) % 600), y + (i % 2) * 200] as const;
  return encodeGeometry([[Array.from({ length: 7_000 }, side(20))]]);
};

export const shape = (id: string, createdBy: string, change: Partial<NewInstance> = {}): NewInstance => ({
  id,
  label: 'car',
  geometry: square(10, 10),
  createdBy,
  source: 'manual',
  predictedIou: null,
  ...change,
});

/** One person in one tab, on the unmodified y-websocket client. Edits with `origin` are theirs. */
export function openTab(
  url: string,
  user: string,
  { imageId = 'picture', query = {} }: { imageId?: string; query?: Record<string, string> } = {},
) {
  const doc = new Y.Doc();
  const origin = { user };
  const frames: Uint8Array[] = [];
  class RecordingSocket extends WebSocket {
    constructor(address: string | URL) {
      super(address);
      this.on('message', (data: ArrayBuffer) => frames.push(new Uint8Array(data)));
    }
  }
  const provider = new WebsocketProvider(url, imageId, doc, {
    WebSocketPolyfill: RecordingSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    params: { user, ...query },
    maxBackoffTime: 200,
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => provider.once('closed', resolve));
  const tab = {
    doc,
    origin,
    provider,
    /** Every frame that came in. */
    frames,
    /** How many updates with something in them came in, own echoes among them. */
    updates: () => frames.filter((bytes) => bytes[0] === 0 && bytes[1] === 2 && bytes.length > 5).length,
    /** Resolves when the server closed for good. */
    closed,
    add: (id: string, change: Partial<NewInstance> = {}) => addInstance(doc, shape(id, user, change), origin),
    ids: () =>
      readInstances(doc)
        .map(({ id }) => id)
        .sort(),
    field: (id: string, field: string) => instancesOf(doc).get(id)?.get(field),
    synced: () => until(() => provider.synced),
    [Symbol.dispose]() {
      provider.destroy();
      doc.destroy();
    },
  };
  return tab;
}
export type Tab = ReturnType<typeof openTab>;
