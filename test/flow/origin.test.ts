import { DOCUMENT_PATH, SOCKET_PATH } from '@maskroom/shared/protocol/socket';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
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

/** 101 when the upgrade went through, otherwise the status that refused it. */
function upgrade(path: string, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}${path}`, { headers });
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      socket.close();
      resolve(101);
    });
    socket.once('unexpected-response', (_request, response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    socket.once('error', reject);
  });
}

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

test('a document needs somebody, and its own name; other paths are closed', async () => {
  expect(await upgrade(`${DOCUMENT_PATH}/${imageId}`, {})).toBe(401);
  expect(await upgrade(`${DOCUMENT_PATH}/${imageId}?ticket=made-up`, {})).toBe(401);
  for (const name of ['no-such-image', '..', '%2e%2e', '__proto__', 'x'.repeat(10_000), 'a%00b']) {
    expect(await upgrade(`${DOCUMENT_PATH}/${name}`, { authorization }), name.slice(0, 20)).toBe(404);
  }
  expect(await upgrade('/elsewhere', { authorization })).toBe(404);
});
