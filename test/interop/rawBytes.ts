import { once } from 'node:events';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { aMap, type ItemId, MapItems, writeItems } from './mapItems.ts';
import { fieldsOf, play, readPart } from './story.ts';

/** A client without Yjs: the protocol and the update format written out byte by byte, with lib0's numbers alone. */
const part = readPart();
const own = 1_234_567;
let clock = 0;
const document = new MapItems();
const sent: string[] = [];
const heard = new Set<string>();
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const frame = (subtype: number, payload: Uint8Array): Uint8Array =>
  encoding.encode((out) => {
    encoding.writeVarUint(out, 0);
    encoding.writeVarUint(out, subtype);
    encoding.writeVarUint8Array(out, payload);
  });

const socket = new WebSocket(`${part.url}/picture?user=${part.user}`);
const synced = new Promise<void>((resolve) => {
  socket.on('message', (data: Buffer) => {
    const input = decoding.createDecoder(Uint8Array.from(data));
    if (decoding.readVarUint(input) !== 0) return;
    const subtype = decoding.readVarUint(input);
    const payload = decoding.readVarUint8Array(input);
    // The server asks for what it lacks: nothing so far.
    if (subtype === 0) return socket.send(frame(1, Uint8Array.of(0, 0)));
    heard.add(hex(payload));
    document.read(payload);
    if (subtype === 1) resolve();
  });
});
await once(socket, 'open');
socket.send(frame(0, Uint8Array.of(0)));
await synced;

function send(update: Uint8Array, ticks: number): void {
  clock += ticks;
  document.read(update);
  sent.push(hex(update));
  socket.send(frame(2, update));
}

await play(part, {
  draw() {
    const map: ItemId = [own, clock];
    const items = [
      { parent: 'instances', key: part.draws, left: null, value: aMap },
      ...Object.entries(fieldsOf(part)).map(([key, value]) => ({ parent: map, key, left: null, value })),
    ];
    send(writeItems(map, items), items.length);
  },
  labels: () =>
    new Map(
      document
        .in('instances')
        .map(({ id, key }) => [key, String(document.find(id, 'label')?.value)] as const),
    ),
  relabel(id, label) {
    const instance = document.find('instances', id);
    const before = instance && document.find(instance.id, 'label');
    if (!before) return;
    const item = { parent: instance.id, key: 'label', left: before.id, value: label };
    send(writeItems([own, clock], [item], before.id), 1);
  },
  isEchoed: () => sent.length > 0 && sent.every((update) => heard.has(update)),
  close: () => socket.close(),
});
