import { once } from 'node:events';
import { connect } from 'node:net';
import { meSchema } from '@maskroom/shared/protocol/http';
import { expect, test } from 'vitest';
import { createHttpFixture } from '../../support/httpFixture.ts';

const lookMs = 400;

async function listening() {
  const fixture = await createHttpFixture({ bodyPace: { lookMs } });
  const { port } = new URL(await fixture.app.listen({ port: 0, host: '127.0.0.1' }));
  return { ...fixture, port: Number(port) };
}

/** Sends the head and then the pieces, one every few milliseconds for ever; resolves with all that came back. */
async function trickle(port: number, head: string, piece: string, everyMs: number, pieces = Infinity) {
  const socket = connect({ host: '127.0.0.1', port });
  let answer = '';
  socket.on('data', (bytes) => {
    answer += bytes;
  });
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(head);
  let sent = 0;
  const more = setInterval(() => {
    if (sent++ < pieces) socket.write(piece);
    else clearInterval(more);
  }, everyMs);
  await new Promise((resolve) => socket.once('close', resolve));
  clearInterval(more);
  return answer;
}

const post = (path: string, type: string, length: number) =>
  `POST /api/v1${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer an-admin-token\r\n` +
  `Content-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`;

test('a body that trickles is answered 408 and cut, an upload as well as JSON; one that moves arrives', async () => {
  const { port } = await listening();
  const upload =
    post('/projects/p/images', 'multipart/form-data; boundary=b', 1e6) +
    '--b\r\nContent-Disposition: form-data; name="files"; filename="a.jpg"\r\n\r\n';
  const json = post('/projects', 'application/json', 1e5);
  const [slowUpload, slowJson, whole] = await Promise.all([
    trickle(port, upload, 'x', 20),
    trickle(port, json, ' ', 20),
    trickle(port, json, ' '.repeat(1e4), lookMs / 4, 10),
  ]);
  expect(slowUpload).toMatch(/^HTTP\/1\.1 408 .*"code":"bad-request"/s);
  expect(slowJson).toMatch(/^HTTP\/1\.1 408 /);
  expect(whole).toMatch(/^HTTP\/1\.1 400 .*"code":"bad-request"/s);
});

test('a head that does not end is cut', async () => {
  const { app, port } = await listening();
  // Twenty seconds otherwise; how often it is looked at stays as it is.
  app.server.headersTimeout = 100;
  expect(await trickle(port, 'GET /healthz HTTP/1.1\r\n', 'X-A: b\r\n', 50)).toMatch(/^HTTP\/1\.1 408 /);
});

test('an address that a caller makes up for itself counts for nothing; a proxy that is trusted tells the truth', async () => {
  const guesses = async (trustedProxies: string[]) => {
    const settings = { host: '127.0.0.1', publicUrl: undefined, trustedProxies };
    const { call } = await createHttpFixture({ settings });
    const codes = new Set<string>();
    for (let i = 0; i < 70; i++) {
      const headers = { 'x-forwarded-for': `203.0.113.${i}`, 'x-real-ip': `203.0.113.${i}` };
      codes.add((await call('GET', `/invites/${i}`, { token: null, headers })).json().code);
    }
    return codes;
  };
  expect(await guesses([])).toContain('rate-limited');
  expect(await guesses(['192.0.2.1'])).toContain('rate-limited');
  expect(await guesses(['loopback'])).not.toContain('rate-limited');
});

test('nobody gives themselves more than the call is for', async () => {
  const { call, member } = await createHttpFixture();
  const lead = await member('lead');
  const more = {
    isAdmin: true,
    is_admin: 1,
    id: 'mine',
    passwordHash: 'x',
    createdBy: 'x',
    roles: { q: 'lead' },
  };
  const body = { email: 'eve@example.org', name: 'Eve', role: 'annotator', ...more };
  const added = await call('POST', '/projects/p/members', { token: lead.token, body });
  expect(added.statusCode).toBe(200);
  const eve = added.json();
  expect(eve.id).not.toBe('mine');
  const { token } = (await call('POST', '/tokens', { body: { name: 't', userId: eve.id, ...more } })).json();
  const me = meSchema.parse((await call('GET', '/me', { token })).json());
  expect(me).toMatchObject({ isAdmin: false, roles: { p: 'annotator' } });
  for (const payload of [
    '{"__proto__":{"isAdmin":true},"name":"P2"}',
    '{"constructor":{"prototype":{}},"name":"P2"}',
  ]) {
    const headers = { 'content-type': 'application/json' };
    expect((await call('POST', '/projects', { headers, body: payload })).statusCode).toBe(400);
  }
});
