import { DOCUMENT_PATH, SOCKET_PATH } from '@maskroom/shared/protocol/socket';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { apiClient } from '../support/apiClient.ts';
import { discPicture } from '../support/pictures.ts';
import { createProject } from '../support/team.ts';
import { adminToken, startServer, type TestServer } from '../support/testServer.ts';

let server: TestServer;
let imageId: string;

beforeAll(async () => {
  server = await startServer();
  const picture = await discPicture({ width: 200, height: 150, cx: 90, cy: 70, radius: 40 });
  const { images } = await createProject(server.url, ['thing'], { 'a.jpg': picture });
  imageId = images[0].id;
});
afterAll(() => server[Symbol.asyncDispose]());

/** 101 when the upgrade went through and was spoken to, otherwise the status or the close code that refused it. */
function upgrade(path: string, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}${path}`, { headers });
  return new Promise((resolve, reject) => {
    socket.once('message', () => {
      socket.close();
      resolve(101);
    });
    socket.once('close', resolve);
    socket.once('unexpected-response', (_request, response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    socket.once('error', reject);
  });
}

const createdTokenSchema = z.object({ id: z.string(), token: z.string() });
const authorization = `Bearer ${adminToken}`;
const socketIo = `${SOCKET_PATH}?EIO=4&transport=websocket`;

test.each([
  ['a document', () => `${DOCUMENT_PATH}/${imageId}`, 403],
  ['Socket.IO', () => socketIo, 400],
])('%s lets its own page in and no other', async (_, path, refused) => {
  expect(await upgrade(path(), { authorization, origin: server.url })).toBe(101);
  expect(await upgrade(path(), { authorization })).toBe(101);
  const suffixed = `${server.url}.evil.example`;
  for (const origin of ['null', 'http://evil.example', suffixed, server.url.replace('http:', 'https:')])
    expect(await upgrade(path(), { authorization, origin }), origin).toBe(refused);
});

test('polling is held to the same origins', async () => {
  const poll = (origin: string) =>
    fetch(`${server.url}${SOCKET_PATH}?EIO=4&transport=polling`, { headers: { origin } });
  expect((await poll('http://evil.example')).status).toBe(403);
  expect((await poll(server.url)).status).toBe(200);
});

test('a document needs somebody, and its own name; the refusals are final for y-websocket', async () => {
  expect(await upgrade(`${DOCUMENT_PATH}/${imageId}`, {})).toBe(4401);
  expect(await upgrade(`${DOCUMENT_PATH}/${imageId}?ticket=made-up`, {})).toBe(4401);
  for (const name of ['no-such-image', '__proto__', 'x'.repeat(10_000), 'a%00b']) {
    expect(await upgrade(`${DOCUMENT_PATH}/${name}`, { authorization }), name.slice(0, 20)).toBe(4404);
  }
});

test('other paths are closed, whatever they look like', async () => {
  for (const path of ['/elsewhere', '/', '//', `${DOCUMENT_PATH}/..`, `${DOCUMENT_PATH}/%2e%2e`, '/%'])
    expect(await upgrade(path, { authorization }), path).toBe(404);
});

test('signing out closes the sockets of that sign-in and no other', async () => {
  const admin = apiClient(server.url, adminToken);
  const tokenOf = (name: string) => admin.send('POST', '/tokens', createdTokenSchema, { name });
  const [leaving, staying] = [await tokenOf('leaving'), await tokenOf('staying')];
  const open = ({ token }: { token: string }) => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}${DOCUMENT_PATH}/${imageId}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    return new Promise<{ socket: WebSocket; closed: Promise<number> }>((resolve) =>
      socket.once('message', () => resolve({ socket, closed })),
    );
  };
  const [gone, kept] = [await open(leaving), await open(staying)];
  await admin.call('DELETE', `/tokens/${leaving.id}`);
  expect(await gone.closed).toBe(4401);
  expect(kept.socket.readyState).toBe(WebSocket.OPEN);
  kept.socket.close();
});
