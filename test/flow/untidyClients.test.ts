import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { liveClient } from '../support/liveClient.ts';
import { discPicture } from '../support/pictures.ts';
import { addMember, createProject, type Member } from '../support/team.ts';
import { startServer, type TestServer } from '../support/testServer.ts';

let server: TestServer;
let ann: Member;
let imageIds: string[];

beforeAll(async () => {
  server = await startServer();
  const pictures = await Promise.all(
    Array.from({ length: 18 }, async (_, i) => [
      `${i}.jpg`,
      await discPicture({ width: 200 + i, height: 150, cx: 90, cy: 70, radius: 30 }),
    ]),
  );
  const { admin, project, images } = await createProject(server.url, ['disc'], Object.fromEntries(pictures));
  imageIds = images.map(({ id }) => id);
  ann = await addMember(admin, server.url, project.id, 'Ann', 'annotator');
});

afterAll(() => server[Symbol.asyncDispose]());

test('flicking through images, each left before it was open, leaves none of them open', async () => {
  await using client = await liveClient(server.url, ann.token);
  const closed = imageIds.map((imageId) => {
    client.socket.emit('image:open', { imageId }, () => {});
    return client.socket.timeout(10_000).emitWithAck('image:close', { imageId });
  });
  await Promise.all(closed);
  expect(await client.openImage(imageIds[0])).toMatchObject({ imageId: imageIds[0] });
});

test('one socket opens sixteen images; the next is refused until one is closed', async () => {
  await using client = await liveClient(server.url, ann.token);
  const [last, ...others] = imageIds.slice(0, 17);
  for (const imageId of others) expect(await client.openImage(imageId)).toMatchObject({ imageId });
  expect(await client.openImage(last)).toMatchObject({ code: 'rate-limited' });
  await client.socket.timeout(10_000).emitWithAck('image:close', { imageId: others[0] });
  expect(await client.openImage(last)).toMatchObject({ imageId: last });
});

/** Asks for an upgrade, and talks on whatever the server says, until the server's socket is gone. */
async function upgradeTo(path: string): Promise<string> {
  const { hostname, port, host } = new URL(server.url);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  let answer = '';
  socket.on('data', (bytes) => {
    answer += bytes;
  });
  socket.on('error', () => {});
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  await once(socket, 'end');
  const talk = setInterval(() => socket.write('and another thing'), 20);
  // Not `once`: a reset is an error first, and as good an end as any.
  await new Promise((resolve) => socket.on('close', resolve));
  clearInterval(talk);
  return answer;
}

test('an upgrade that no side takes is refused and closed, however its path is spelt', async () => {
  const answers = await Promise.all(['/nothing', '/./rt/sio', '/x/../rt/sio', '//', '/rt'].map(upgradeTo));
  for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 404 /);
});
