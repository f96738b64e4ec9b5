import { addInstance } from '@maskroom/shared/document/editDocument';
import { DOCUMENT_PATH, SOCKET_PATH } from '@maskroom/shared/protocol/socket';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { shape } from '../support/documentPeople.ts';
import { type LiveClient, liveClient } from '../support/liveClient.ts';
import { discPicture } from '../support/pictures.ts';
import { addMember, createProject, type Member } from '../support/team.ts';
import { startServer, type TestServer } from '../support/testServer.ts';
import { upgradedSocket } from '../support/upgradedSocket.ts';

let server: TestServer;
let place: Awaited<ReturnType<typeof createProject>>;
let imageId: string;

beforeAll(async () => {
  server = await startServer();
  const picture = await discPicture({ width: 64, height: 48, cx: 30, cy: 20, radius: 10 });
  place = await createProject(server.url, ['disc'], { 'a.jpg': picture });
  imageId = place.images[0].id;
});
afterAll(() => server[Symbol.asyncDispose]());

const join = (name: string): Promise<Member> =>
  addMember(place.admin, server.url, place.project.id, name, 'annotator');
const memberPath = ({ id }: Member) => `/projects/${place.project.id}/members/${id}`;

/** A busy machine comes to it this much later, ms. */
const busy = 4_000;

/** Both kinds of socket of one person, and when each ends. */
async function bothSockets(token: string) {
  const live = await liveClient(server.url, token);
  onTestFinished(() => live[Symbol.asyncDispose]());
  await live.openImage(imageId);
  const { doc, provider } = await live.openDocument(imageId);
  return {
    live,
    doc,
    expired: new Promise<number>((resolve) => live.socket.once('session:expired', () => resolve(Date.now()))),
    dropped: new Promise<number>((resolve) => live.socket.once('disconnect', () => resolve(Date.now()))),
    closed: new Promise<{ code: number; at: number }>((resolve) =>
      provider.once('closed', ({ code }: { code: number }) => resolve({ code, at: Date.now() })),
    ),
  };
}

const backAgain = ({ socket }: LiveClient): Promise<void> =>
  new Promise((resolve) => socket.once('connect', () => resolve()));

test('R11, S8: a token that runs out ends its sockets within five seconds', async () => {
  const ann = await join('Ann');
  const expiresAt = new Date(Date.now() + 8_000);
  const { token } = await place.admin.send('POST', '/tokens', z.object({ token: z.string() }), {
    name: 'short',
    userId: ann.id,
    expiresAt: expiresAt.toISOString(),
  });
  const { closed, expired } = await bothSockets(token);
  const [live, document] = await Promise.all([expired, closed]);
  expect(document.code).toBe(4401);
  for (const at of [live, document.at]) {
    expect(at).toBeGreaterThanOrEqual(expiresAt.getTime());
    expect(at - expiresAt.getTime()).toBeLessThan(5_000 + busy);
  }
});

test('R11, S8: a role that is less reaches open sockets within a second', async () => {
  const ben = await join('Ben');
  const { doc, dropped, live } = await bothSockets(ben.token);
  const again = dropped.then(() => backAgain(live));
  expect((await place.admin.call('PUT', memberPath(ben), { role: 'viewer' })).status).toBe(204);
  const answeredAt = Date.now();
  expect((await dropped) - answeredAt).toBeLessThan(1_000 + busy);
  addInstance(doc, shape(crypto.randomUUID(), ben.id, { label: place.project.labels[0].id }), 'x');
  await expect.poll(() => doc.getMap('instances').size).toBe(0);
  await again;
  await live.openImage(imageId);
  const prompt = { promptId: 'p', imageId, points: [[9, 9, 1] as [number, number, 1]] };
  expect(await live.prompt(prompt)).toMatchObject({ status: 'error', code: 'forbidden' });
});

test('R11, S8: who is taken out of the project is out of its documents within a second', async () => {
  const cy = await join('Cy');
  const { closed, dropped, live } = await bothSockets(cy.token);
  const again = dropped.then(() => backAgain(live));
  expect((await place.admin.call('DELETE', memberPath(cy))).status).toBe(204);
  const answeredAt = Date.now();
  const { at, code } = await closed;
  expect(code).toBe(4403);
  expect(at - answeredAt).toBeLessThan(1_000 + busy);
  expect((await dropped) - answeredAt).toBeLessThan(1_000 + busy);
  await again;
  expect(await live.openImage(imageId)).toMatchObject({ code: 'not-found' });
});

test('S8, S9: subscriptions end with the right to them', async () => {
  const { admin, project } = place;
  const projectId = project.id;
  const add = (name: string, role: 'lead' | 'reviewer') =>
    addMember(admin, server.url, projectId, name, role);
  const listen = async (member: Member) => {
    const live = await liveClient(server.url, member.token);
    onTestFinished(() => live[Symbol.asyncDispose]());
    const heard = new Set<string>();
    live.socket.onAny((event: string) => heard.add(event));
    const dropped = new Promise<void>((resolve) => live.socket.once('disconnect', () => resolve()));
    const subscribe = async () => [
      await live.socket.emitWithAck('project:subscribe', { projectId, part: 'truth' }),
      await live.socket.emitWithAck('queue:subscribe', { projectId }),
      await live.socket.emitWithAck('monitor:subscribe', { projectId }),
      await live.socket.emitWithAck('monitor:follow', { projectId, userId: fay.id }),
    ];
    return { live, heard, dropped, subscribe };
  };
  const fay = await join('Fay');
  const [lea, rolf, stays] = [await add('Lea', 'lead'), await add('Rolf', 'lead'), await add('Sam', 'lead')];
  const [demoted, removed, leads] = [await listen(lea), await listen(rolf), await listen(stays)];
  for (const { subscribe } of [demoted, removed, leads])
    for (const reply of await subscribe()) expect(reply).not.toHaveProperty('code');
  const again = [demoted, removed].map(({ dropped, live }) => dropped.then(() => backAgain(live)));
  expect((await admin.call('PUT', memberPath(lea), { role: 'viewer' })).status).toBe(204);
  expect((await admin.call('DELETE', memberPath(rolf))).status).toBe(204);
  await Promise.all(again);
  for (const { heard } of [demoted, removed, leads]) heard.clear();

  const live = await liveClient(server.url, fay.token);
  onTestFinished(() => live[Symbol.asyncDispose]());
  await live.openImage(imageId);
  const { doc } = await live.openDocument(imageId);
  addInstance(doc, shape(crypto.randomUUID(), fay.id, { label: project.labels[0].id }), 'x');
  await admin.send('PUT', `/projects/${projectId}`, z.unknown(), { rejectReasons: ['Too loose'] });
  await expect
    .poll(() => [...leads.heard].sort())
    .toEqual(['monitor:change', 'monitor:moved', 'project:work', 'queue:change']);
  for (const { heard, subscribe } of [demoted, removed]) {
    for (const reply of await subscribe()) expect(reply).toHaveProperty('code');
    expect([...heard]).toEqual([]);
  }
});

test('R11, S8: a closed account is out at once, everywhere', async () => {
  const dee = await join('Dee');
  const { closed, expired } = await bothSockets(dee.token);
  expect((await place.admin.call('DELETE', `/people/${dee.id}`)).status).toBe(204);
  await expired;
  expect((await closed).code).toBe(4401);
  expect(await dee.api.codeOf('GET', '/me')).toBe('unauthenticated');
  await expect(liveClient(server.url, dee.token)).rejects.toThrow();
});

test('S8: a session ended from another device takes its sockets with it and no others', async () => {
  const password = 'correct horse battery';
  const email = 'eva@example.org';
  const members = `/projects/${place.project.id}/members`;
  const invited = z.object({ inviteLink: z.string() });
  const { inviteLink } = await place.admin.send('POST', members, invited, {
    email,
    name: 'Eva',
    role: 'viewer',
  });
  const token = new URL(inviteLink).searchParams.get('token');
  const ask = (method: string, path: string, cookie: string, body?: object) =>
    fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: { origin: server.url, cookie, ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
    });
  const cookieOf = (answer: Response): string => answer.headers.getSetCookie()[0].split(';')[0];
  const laptop = cookieOf(
    await ask('POST', `/invites/${token}/accept`, '', { token, name: 'Eva', password }),
  );
  const phone = cookieOf(await ask('POST', '/session', '', { email, password }));
  const open = async (cookie: string) => {
    const headers = { Cookie: cookie, Origin: server.url };
    const document = await upgradedSocket(`${server.url}${DOCUMENT_PATH}/${imageId}`, headers);
    onTestFinished(() => {
      document.socket.destroy();
    });
    const live = io(server.url, {
      path: SOCKET_PATH,
      addTrailingSlash: false,
      transports: ['websocket'],
      extraHeaders: { cookie, origin: server.url },
      forceNew: true,
    });
    onTestFinished(() => {
      live.close();
    });
    await new Promise<void>((resolve, reject) => {
      live.once('connect', resolve);
      live.once('connect_error', reject);
    });
    return { document, expired: new Promise((resolve) => live.once('session:expired', resolve)), live };
  };
  const [onLaptop, onPhone] = [await open(laptop), await open(phone)];
  const listed = z.object({ sessions: z.array(z.object({ id: z.string(), isCurrent: z.boolean() })) });
  const { sessions } = listed.parse(await (await ask('GET', '/me/sessions', laptop)).json());
  const other = sessions.find(({ isCurrent }) => !isCurrent);
  expect((await ask('DELETE', `/me/sessions/${other?.id}`, laptop)).status).toBe(204);
  await onPhone.expired;
  expect(await onPhone.document.closed).toBe(4401);
  expect(onLaptop.document.socket.destroyed).toBe(false);
  // The laptop's live socket is asked anew who it is, and comes back.
  await expect.poll(() => onLaptop.live.connected).toBe(true);
  expect((await ask('GET', '/me', phone)).status).toBe(401);
});
