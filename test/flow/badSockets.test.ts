import { DOCUMENT_PATH, SOCKET_PATH } from '@maskroom/shared/protocol/socket';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { discPicture } from '../support/pictures.ts';
import { openRawLive } from '../support/rawLiveClient.ts';
import { addMember, createProject, type Member } from '../support/team.ts';
import { startServer, type TestServer } from '../support/testServer.ts';
import { clientFrame, upgradedSocket } from '../support/upgradedSocket.ts';

let server: TestServer;
let ann: Member;
let document: string;
let live: string;

beforeAll(async () => {
  server = await startServer();
  const picture = await discPicture({ width: 64, height: 48, cx: 30, cy: 20, radius: 10 });
  const { admin, project, images } = await createProject(server.url, ['disc'], { 'a.jpg': picture });
  ann = await addMember(admin, server.url, project.id, 'Ann', 'annotator');
  document = `${server.url}${DOCUMENT_PATH}/${images[0].id}`;
  live = `${server.url}${SOCKET_PATH}?EIO=4&transport=websocket`;
});
afterAll(() => server[Symbol.asyncDispose]());

const fin = 128;
const compressed = 64;
const [continuation, text, binary, ping] = [0, 1, 2, 9];
const mebibyte = new Uint8Array(2 ** 20);

/** What no WebSocket client sends, and the close codes of RFC 6455 that say so. */
const cases: [string, readonly Buffer[], number][] = [
  ['a compressed message that was not agreed on', [clientFrame(fin | compressed | binary, mebibyte)], 1002],
  ['an opcode that is none', [clientFrame(fin | 5, Uint8Array.of(1))], 1002],
  ['a continuation of nothing', [clientFrame(fin | continuation, Uint8Array.of(1))], 1002],
  ['a frame that is not masked', [Buffer.of(fin | binary, 1, 0)], 1002],
  ['a long ping', [clientFrame(fin | ping, new Uint8Array(126))], 1002],
  ['text that is not UTF-8', [clientFrame(fin | text, Uint8Array.of(0xff, 0xfe))], 1007],
  [
    'fragments without end',
    [clientFrame(binary, mebibyte), ...Array.from({ length: 9 }, () => clientFrame(continuation, mebibyte))],
    1009,
  ],
];

test.each(cases)('%s closes the socket and harms nobody else', async (_, frames, code) => {
  using beside = await openRawLive(server.url, ann.token);
  for (const url of [document, live]) {
    using bad = await upgradedSocket(url, { Authorization: `Bearer ${ann.token}` });
    for (const frame of frames) bad.socket.write(frame);
    expect([code, null], url).toContain(await bad.closed);
  }
  expect(await beside.answers()).toBe(true);
});

test('events of the server, events of nobody and a message too large change nothing', async () => {
  using bad = await openRawLive(server.url, ann.token);
  using beside = await openRawLive(server.url, ann.token);
  const image = document.split('/').at(-1);
  for (const event of ['review:decided', 'session:expired', 'preview:show', '__proto__', 'no:such'])
    bad.send(`42["${event}",{"imageId":"${image}"}]`);
  beside.received.length = 0;
  expect(await bad.answers()).toBe(true);
  expect(await beside.answers()).toBe(true);
  expect(beside.received.filter((packet) => packet.startsWith('42'))).toEqual([]);
  // A name that Socket.IO keeps for itself, and more than a message may have, end the connection.
  using reserved = await openRawLive(server.url, ann.token);
  reserved.send('42["disconnecting",{}]');
  bad.send(`42["image:close",{"imageId":"${'x'.repeat(600 * 1024)}"}]`);
  await Promise.all([reserved.closed, bad.closed]);
  expect(await beside.answers()).toBe(true);
});

test('S7: a person has a hundred sockets and no more, until one is closed; others are not held up', async () => {
  const open = () => openRawLive(server.url, ann.token);
  const all = await Promise.all(Array.from({ length: 100 }, open));
  await expect(open()).rejects.toThrow(/rate-limited/);
  using other = await openRawLive(server.url, (await another()).token);
  expect(await other.answers()).toBe(true);
  all[0].socket.terminate();
  await expect.poll(() => open().then((client) => client.socket.terminate(), String)).toBeUndefined();
  for (const { socket } of all) socket.terminate();
});

const another = (): Promise<Member> =>
  createProject(server.url, [], {}).then(({ admin, project }) =>
    addMember(admin, server.url, project.id, 'Ben', 'annotator'),
  );

test('S7: who does not say within ten seconds who they are is put out', async () => {
  using silent = await upgradedSocket(live);
  expect(await silent.closed).toBe(1005);
});
