import { instancesOf } from '@maskroom/shared/document/documentModel';
import { addInstance } from '@maskroom/shared/document/editDocument';
import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { expect, test, vi } from 'vitest';
import { WebSocket as NodeSocket } from 'ws';
import { type DocumentConnection, openDocument } from '../../../web/connection/documentConnection.ts';
import { startEchoServer } from '../../support/echoServer.ts';

const geometry = encodeGeometry([
  [
    [
      [0, 0],
      [10, 0],
      [10, 10],
    ],
  ],
]);
const draw = ({ doc }: DocumentConnection, id: string) =>
  addInstance(
    doc,
    { id, label: 'l', geometry, createdBy: 'u', source: 'manual', predictedIou: null },
    'test',
  );

const open = (url: string, overdueMs?: number) =>
  openDocument({
    overdueMs,
    serverUrl: url,
    imageId: 'picture',
    // @ts-expect-error -- the class of `ws` is the DOM's in all that is used of it
    WebSocketBase: NodeSocket,
  });
const stateOf = (connection: DocumentConnection) => connection.saved.getState().saved;
const until = (connection: DocumentConnection, state: string) =>
  vi.waitFor(() => expect(stateOf(connection).state).toBe(state), { timeout: 30_000, interval: 5 });

test('says saved only once the server has echoed the edit', async () => {
  await using server = await startEchoServer();
  const connection = open(server.url);
  await until(connection, 'saved');
  server.holdEchoes(true);
  draw(connection, 'a');
  expect(stateOf(connection)).toEqual({ state: 'saving', count: 1 });
  draw(connection, 'b');
  expect(stateOf(connection)).toEqual({ state: 'saving', count: 2 });
  server.holdEchoes(false);
  await until(connection, 'saved');
  expect(instancesOf(server.doc).size).toBe(2);
  connection.close();
});

test('counts what waits while offline and brings it when the connection is back', async () => {
  await using server = await startEchoServer();
  const connection = open(server.url);
  await until(connection, 'saved');
  server.accept(false);
  server.closeAll(1012);
  await until(connection, 'offline');
  draw(connection, 'a');
  draw(connection, 'b');
  expect(stateOf(connection)).toEqual({ state: 'offline', queued: 2 });
  server.accept(true);
  await until(connection, 'saved');
  expect([...instancesOf(server.doc).keys()].sort()).toEqual(['a', 'b']);
  connection.close();
});

test('a final close code stops it, says why and keeps count of what was lost', async () => {
  await using server = await startEchoServer();
  const connection = open(server.url);
  await until(connection, 'saved');
  server.holdEchoes(true);
  draw(connection, 'a');
  server.closeAll(4403);
  await until(connection, 'closed');
  expect(stateOf(connection)).toMatchObject({ code: 4403, queued: 1, reason: { action: 'leave' } });
  connection.close();
});

test('is not synced before it holds as many instances as the server announced', async () => {
  await using server = await startEchoServer();
  const connection = open(server.url);
  connection.expect(1);
  await expect.poll(() => server.connections()).toBe(1);
  await new Promise((done) => setTimeout(done, 100));
  expect(stateOf(connection).state).toBe('opening');
  draw(connection, 'a');
  await until(connection, 'saved');
  connection.close();
});

test('a connection that confirms nothing any more is opened anew, and brings the edit again', async () => {
  await using server = await startEchoServer();
  const connection = open(server.url, 300);
  await until(connection, 'saved');
  server.swallow(true);
  draw(connection, 'a');
  await new Promise((done) => setTimeout(done, 50));
  expect([stateOf(connection).state, instancesOf(server.doc).size]).toEqual(['saving', 0]);
  server.swallow(false);
  await until(connection, 'saved');
  expect(instancesOf(server.doc).size).toBe(1);
  connection.close();
});
