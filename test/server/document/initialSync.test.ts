import { DocumentState } from '@maskroom/server/document/DocumentState.ts';
import { readInstances } from '@maskroom/shared/document/documentModel';
import { setGeometry } from '@maskroom/shared/document/editDocument';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { square } from '../../support/documentPeople.ts';
import { startDocumentServer } from '../../support/documentServer.ts';
import { add, updatesOf } from '../../support/documentUpdates.ts';
import { openRaw, step1, step2, update } from '../../support/rawDocumentClient.ts';
import { until } from '../../support/until.ts';

const nothing = Uint8Array.of(0);
const moved = (doc: Y.Doc) => setGeometry(doc, 'a', square(50, 50), 'x');

test('D15: what everyone who comes with nothing is sent is encoded once for each version', () => {
  const [made, then] = updatesOf(add('a'), moved);
  const state = new DocumentState({ snapshot: null, updates: [made], epoch: 0 });
  const first = state.step2(nothing);
  expect(first).toEqual(step2(made));
  expect(state.step2(nothing)).toBe(first);
  state.staging.confirm(state.staging.apply(then).instanceIds);
  expect(state.step2(nothing)).toBe(first);
  state.show(then);
  const second = state.step2(nothing);
  expect(second).toEqual(step2(Y.encodeStateAsUpdate(state.live)));
  expect(second).not.toEqual(first);
  expect(state.step2(nothing)).toBe(second);
  state.destroy();
});

test('D15, D2: whoever comes next is sent all that is durable by then, whoever wrote it', async () => {
  await using server = await startDocumentServer();
  using writer = await openRaw(server.url, 'ann');
  const [made, then] = updatesOf(add('a'), moved);
  const byPeople = [made, then].map((bytes) => async () => {
    writer.send(update(bytes));
    await until(() => writer.hasEchoOf(bytes));
  });
  const byTheServer = () => server.documents.edit('picture', 'lea', add('b', 'lea'));
  for (const write of [...byPeople, byTheServer]) {
    await write();
    const durable = await server.documents.withDocument('picture', (doc) => ({
      bytes: Y.encodeStateAsUpdate(doc),
      instances: readInstances(doc),
    }));
    for (const user of ['ben', 'rae']) {
      using reader = await openRaw(server.url, user);
      reader.send(step1());
      await until(() => reader.ofType(0, 1).length === 1);
      expect(reader.ofType(0, 1)).toEqual([step2(durable.bytes)]);
      const copy = new Y.Doc();
      Y.applyUpdate(copy, durable.bytes);
      expect(readInstances(copy)).toEqual(durable.instances);
    }
  }
});

test('D28: whoever only looks costs no second copy of the document', async () => {
  const [made, then] = updatesOf(add('a'), moved);
  const state = new DocumentState({ snapshot: made, updates: [], epoch: 0 });
  const isKnown = () => [Uint8Array.of(0, 0), made, then, Uint8Array.of(1, 5)].map((of) => state.isKnown(of));
  expect(isKnown()).toEqual([true, true, false, false]);
  await state.prepare();
  // From here on staging may be ahead of what is durable: the gate tells.
  expect(isKnown()).toEqual([false, false, false, false]);
  expect([state.staging.count, state.staging.presentCount]).toEqual([1, 1]);
  state.destroy();
});
