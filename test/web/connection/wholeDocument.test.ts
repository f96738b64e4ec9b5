import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import { writeSyncStep2 } from 'y-protocols/sync';
import * as Y from 'yjs';
import { announceAsItCame } from '../../../web/connection/wholeDocument.ts';

test('a whole document is told of with the bytes that came; an edit made while it comes is told of by itself', () => {
  const whole = new Y.Doc();
  for (let i = 0; i < 200; i++) whole.getMap('instances').set(`i${i}`, 'x'.repeat(400));
  const frame = encoding.encode((out) => {
    encoding.writeVarUint(out, 0);
    writeSyncStep2(out, whole);
  });
  const [doc, follower] = [new Y.Doc(), new Y.Doc()];
  const server = {};
  let arriving: Uint8Array | null = frame;
  announceAsItCame(doc, server, () => arriving);
  const told: [size: number, origin: unknown][] = [];
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    told.push([update.length, origin]);
    Y.applyUpdate(follower, update);
  });
  doc.getMap('instances').observe((_, { origin }) => {
    if (origin === server) doc.transact(() => doc.getMap('seen').set('whole', true), 'here');
  });

  Y.applyUpdate(doc, Y.encodeStateAsUpdate(whole), server);
  arriving = null;
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(changed(doc)), server);
  expect(told.map(([, origin]) => origin)).toEqual([server, 'here', server, 'here']);
  expect(told[0][0]).toBe(Y.encodeStateAsUpdate(whole).length);
  for (const name of ['instances', 'seen'])
    expect(follower.getMap(name).toJSON()).toEqual(doc.getMap(name).toJSON());
});

/** The document with one more, as somebody else has it. */
function changed(doc: Y.Doc): Y.Doc {
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  other.getMap('instances').set('more', 'y');
  return other;
}
