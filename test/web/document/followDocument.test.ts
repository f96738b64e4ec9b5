import { instancesOf } from '@maskroom/shared/document/documentModel';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import { expect, test, vi } from 'vitest';
import { WebSocket as NodeSocket } from 'ws';
import { openDocument } from '../../../web/connection/documentConnection.ts';
import { createEditor } from '../../../web/document/editor.ts';
import { followDocument } from '../../../web/document/journal/followDocument.ts';
import { openJournal } from '../../../web/document/journal/journal.ts';
import { createUndoHistory } from '../../../web/document/undo.ts';
import { person as actor, type DocumentServer, startDocumentServer } from '../../support/documentServer.ts';
import { triangle } from './documentActs.ts';

const picture = { imageId: 'picture', projectId: 'p', fileName: 'picture.png' };
const car = { label: 'car', geometry: triangle(9), source: 'manual', predictedIou: null } as const;

/** A labeller's tab on a real document server; `reload` gives the next page, with what the browser kept. */
function openTab(server: Pick<DocumentServer, 'url'>, userId: string) {
  const journal = openJournal(`${userId}-${crypto.randomUUID()}`, () => undefined);
  class OwnSocket extends NodeSocket {
    constructor(address: string | URL) {
      super(`${address}?user=${userId}`);
    }
  }
  const page = () => {
    const connection = openDocument({
      serverUrl: server.url.replace('/rt/doc', ''),
      imageId: 'picture',
      // @ts-expect-error -- the class of `ws` is the DOM's in all that is used of it
      WebSocketBase: OwnSocket,
    });
    const following = followDocument(connection, picture, journal);
    const origin = { userId };
    const history = createUndoHistory(connection.doc, origin);
    const names = { labelName: (id: string) => id, instanceName: () => 'car' };
    const editor = createEditor({ doc: connection.doc, origin, history, userId, ...names });
    const state = () => connection.saved.getState().saved;
    return { connection, following, editor, state };
  };
  const steps = () => journal.store.getState().steps;
  const inState = (wanted: string) => steps().filter(({ state }) => state === wanted);
  return { journal, page, inState, [Symbol.dispose]: () => journal.close() };
}
const until = (check: () => void) => vi.waitFor(check, { timeout: 30_000, interval: 10 });

test('a step counts as done only once the server has confirmed it', async () => {
  await using server = await startDocumentServer();
  using tab = openTab(server, 'ann');
  const { connection, editor } = tab.page();
  await connection.whenSynced;
  editor.add(car);
  expect(tab.inState('waiting')).toHaveLength(1);
  await until(() => expect(tab.inState('done')).toHaveLength(1));
  expect(await server.documents.countInstances('picture')).toBe(1);
  connection.close();
});

test('what waits when the page goes is brought by the next one, and is in the document once', async () => {
  await using server = await startDocumentServer();
  using tab = openTab(server, 'ann');
  const first = tab.page();
  await first.connection.whenSynced;
  const saved = first.editor.add(car);
  await until(() => expect(tab.inState('done')).toHaveLength(1));
  first.connection.end(4409);
  first.editor.reshape(saved, triangle(20));
  const fresh = first.editor.add(car);
  expect(tab.inState('waiting')).toHaveLength(2);
  first.connection.close();

  const second = tab.page();
  await second.following.takeUp(false);
  await until(() => expect(tab.inState('waiting')).toEqual([]));
  const geometries = await server.documents.withDocument('picture', (doc) =>
    [saved, fresh].map((id) => instancesOf(doc).get(id)?.get('geometry')),
  );
  expect(geometries).toEqual([triangle(20), car.geometry]);
  expect(tab.inState('refused')).toEqual([]);
  second.connection.close();
});

test('what was accepted while somebody was offline is given back, and their version is kept', async () => {
  await using server = await startDocumentServer();
  using tab = openTab(server, 'ann');
  const { connection, following, editor, state } = tab.page();
  const refused: string[] = [];
  following.onRefused((ids) => refused.push(...ids));
  await connection.whenSynced;
  const id = editor.add(car);
  await until(() => expect(state().state).toBe('saved'));
  const hash = geometryHash(car.geometry);
  const decision = { imageId: 'picture', instanceId: id, decision: 'accepted', reason: null } as const;
  const accepted = server.documents.decide({ ...decision, geometryHash: hash, by: actor('rae') });
  // Before the tab hears of it.
  editor.reshape(id, triangle(30));
  editor.reshape(id, triangle(31));
  await accepted;
  await until(() => expect(tab.inState('refused')).toHaveLength(2));
  expect(tab.inState('refused')[1]).toMatchObject({ reason: 'accepted', changes: [{ after: triangle(31) }] });
  expect(refused).toContain(id);
  expect(instancesOf(connection.doc).get(id)?.get('geometry')).toEqual(car.geometry);
  connection.close();
});

test('a document that is closed for good keeps what waited as refused; signing in again does not', async () => {
  await using server = await startDocumentServer();
  using tab = openTab(server, 'ann');
  for (const [code, state] of [
    [4401, 'waiting'],
    [4409, 'waiting'],
    [4403, 'refused'],
    [4404, 'refused'],
  ] as const) {
    const { connection, editor } = tab.page();
    await connection.whenSynced;
    connection.end(code);
    editor.add(car);
    expect(tab.inState(state)).toHaveLength(1);
    expect(tab.journal.orphans()).toHaveLength(state === 'waiting' ? 1 : 0);
    connection.close();
    tab.journal.forget(tab.inState(state).map(({ id }) => id));
  }
});

test('a label that is gone by the time is refused by the server and kept', async () => {
  await using server = await startDocumentServer();
  using tab = openTab(server, 'ann');
  const { connection, editor } = tab.page();
  await connection.whenSynced;
  editor.add({ ...car, label: 'of yesterday' });
  await until(() => expect(tab.inState('refused')).toMatchObject([{ reason: 'not-allowed' }]));
  connection.close();
});
