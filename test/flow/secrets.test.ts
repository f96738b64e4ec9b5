import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newMemberReplySchema, projectSchema } from '@maskroom/shared/protocol/http';
import { DOCUMENT_PATH, SOCKET_PATH } from '@maskroom/shared/protocol/socket';
import { io } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { apiClient } from '../support/apiClient.ts';
import { openCookieBrowser } from '../support/cookieBrowser.ts';
import { oidcClient, startOidcProvider } from '../support/oidcProvider.ts';
import { discPicture } from '../support/pictures.ts';
import { spawnServer } from '../support/serverProcess.ts';
import { filesOf } from '../support/team.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { adminToken } from '../support/testServer.ts';
import { upgradedSocket } from '../support/upgradedSocket.ts';

const ada = { email: 'ada@example.org', email_verified: true, name: 'Ada' };
const linkSchema = z.object({ link: z.string() });
const ticketSchema = z.object({ ticket: z.string() });
const tokenSchema = z.object({ token: z.string() });
const reportSchema = z.object({ images: z.array(z.object({ id: z.string() })) });
const tokenIn = (link: string | null) => new URL(link ?? 'none:').searchParams.get('token') ?? '';

test('no secret is in the log or on the disk, at the most talkative level, whatever goes wrong', async () => {
  await using provider = await startOidcProvider({ ada });
  const dataFolder = temporaryFolder();
  await using server = await spawnServer(dataFolder, 0, ['--no-samples'], {
    MASKROOM_LOG_LEVEL: 'trace',
    MASKROOM_OIDC_ISSUER: provider.issuer,
    MASKROOM_OIDC_CLIENT_ID: oidcClient.id,
    MASKROOM_OIDC_CLIENT_SECRET: oidcClient.secret,
  });
  const { url } = server;
  provider.allowRedirectTo(`${url}/api/v1/oidc/callback`);
  const secrets = new Map<string, string>([
    ['the admin token', adminToken],
    ['the provider’s secret', oidcClient.secret],
  ]);
  const secret = (name: string, value: string): string => {
    expect(value.length, name).toBeGreaterThan(11);
    secrets.set(name, value);
    return value;
  };
  const call = (method: string, path: string, headers: Record<string, string>, body?: string) =>
    fetch(`${url}${path}`, { method, headers: { origin: url, ...headers }, body });
  const send = (method: string, path: string, body: object, headers: Record<string, string> = {}) =>
    call(method, `/api/v1${path}`, { 'content-type': 'application/json', ...headers }, JSON.stringify(body));
  const cookieOf = (answer: Response): string => answer.headers.getSetCookie()[0].split(';')[0];

  // The first admin, by the link that is printed for whoever started the server.
  await expect.poll(() => server.output.join()).toContain('/welcome?token=');
  const welcome = tokenIn(server.output.join('\n').match(/http:\S+\/welcome\S+/)?.[0] ?? null);
  secret('the first link', welcome);
  const password = secret('a password', 'first-password-of-the-admin');
  const root = { token: welcome, name: 'Root', email: 'root@example.org', password };
  const first = await send('POST', `/invites/${welcome}/accept`, root);
  expect(first.status).toBe(200);
  const cookie = cookieOf(first);
  secret('a session', cookie.split('=')[1]);

  // Passwords: right, wrong, badly formed, changed.
  const signIn = (body: object) => send('POST', '/session', body);
  expect((await signIn({ email: root.email, password })).status).toBe(200);
  const guessed = secret('a wrong password', 'guessed-password-of-the-admin');
  expect((await signIn({ email: root.email, password: guessed })).status).toBe(401);
  const misplaced = secret('a password in the wrong place', 'password-typed-as-an-email');
  expect((await signIn({ email: misplaced, password: misplaced, [misplaced]: 1 })).status).toBe(400);
  const broken = secret('a password in broken JSON', 'password-in-broken-json');
  const json = { 'content-type': 'application/json' };
  expect((await call('POST', '/api/v1/session', json, `{"password":"${broken}"`)).status).toBe(400);
  const next = secret('a new password', 'second-password-of-the-admin');
  expect((await send('POST', '/me/password', { current: password, next }, { cookie })).status).toBe(204);

  // Invitations, password links, tokens, tickets.
  const api = apiClient(url, adminToken);
  const project = await api.send('POST', '/projects', projectSchema, { name: 'P', labels: [] });
  const invite = async (email: string) =>
    tokenIn(
      (
        await api.send('POST', `/projects/${project.id}/members`, newMemberReplySchema, {
          email,
          name: 'New',
          role: 'lead',
        })
      ).inviteLink,
    );
  const spent = secret('a spent invitation', await invite('bo@example.org'));
  const bo = await send('POST', `/invites/${spent}/accept`, { token: spent, name: 'Bo', password: next });
  const { id: boId } = z.object({ id: z.string() }).parse(await bo.json());
  for (const path of [`/invites/${spent}`, `/invites/${spent}/nothing`])
    expect((await call('GET', `/api/v1${path}`, {})).status).toBeGreaterThan(400);
  await call('GET', `/join?token=${spent}`, { accept: 'text/html' });
  secret('an open invitation', await invite('ada@example.org'));
  const { link } = await api.send('POST', `/people/${boId}/password-link`, linkSchema, {});
  secret('a password link', tokenIn(link));
  const { token } = await api.send('POST', '/tokens', tokenSchema, { name: 't', userId: boId });
  secret('a token', token);
  const wrong = secret('a wrong token', 'maskroom_wrong-token-of-somebody');
  for (const authorization of [`Bearer ${wrong}`, `Basic ${wrong}`, wrong])
    expect((await call('GET', '/api/v1/me', { authorization })).status).toBe(401);
  await call('GET', `/api/v1/me?token=${wrong}&ticket=${wrong}`, { cookie: `maskroom_session=${wrong}` });

  // Sockets of both kinds, let in and refused.
  const picture = await discPicture({ width: 64, height: 48, cx: 30, cy: 20, radius: 10 });
  const upload = await api.send(
    'POST',
    `/projects/${project.id}/images`,
    reportSchema,
    filesOf({ 'a.jpg': picture }),
  );
  const document = `${url}${DOCUMENT_PATH}/${upload.images[0].id}`;
  const { ticket } = await api.send('POST', '/tickets', ticketSchema, { imageId: upload.images[0].id });
  secret('a ticket', ticket);
  using let1 = await upgradedSocket(`${document}?ticket=${ticket}`);
  expect(let1.socket.destroyed).toBe(false);
  using used = await upgradedSocket(`${document}?ticket=${ticket}`);
  expect(await used.closed).toBe(4401);
  using bearer = await upgradedSocket(document, { Authorization: `Bearer ${token}` });
  bearer.socket.write('no frame at all');
  await bearer.closed;
  await expect(upgradedSocket(`${url}/elsewhere?ticket=${ticket}`)).rejects.toThrow('404');
  await expect(upgradedSocket(`${document}?ticket=${ticket}`, { Origin: 'http://evil' })).rejects.toThrow(
    '403',
  );
  const connected = (auth: object, extraHeaders: Record<string, string> = {}) => {
    const socket = io(url, {
      path: SOCKET_PATH,
      addTrailingSlash: false,
      auth,
      extraHeaders,
      forceNew: true,
    });
    onTestFinished(() => void socket.close());
    return new Promise<string>((resolve) => {
      socket.once('connect', () => resolve('in'));
      socket.once('connect_error', () => resolve('out'));
    });
  };
  expect(await connected({ token })).toBe('in');
  expect(await connected({}, { authorization: `Bearer ${token}` })).toBe('in');
  expect(await connected({ token: wrong })).toBe('out');
  expect(await connected({ token: { token: wrong } })).toBe('out');

  // The provider: there and back, and back once more with what was used.
  provider.signInAs('ada');
  const browser = openCookieBrowser();
  const there = await browser.visit(`${url}/api/v1/oidc/start?next=/`);
  secret('a session by the provider', there.cookie.split('=').at(-1) ?? '');
  for (const visited of browser.visited)
    for (const name of ['code', 'state', 'nonce', 'code_challenge'])
      if (visited.searchParams.has(name)) secret(`${name} of OIDC`, visited.searchParams.get(name) ?? '');
  expect([...secrets.keys()]).toEqual(expect.arrayContaining(['code of OIDC', 'state of OIDC']));
  const callback = browser.visited.find(({ pathname }) => pathname.endsWith('/callback'));
  expect((await call('GET', `${callback?.pathname}${callback?.search}`, {})).url).toContain('refused');

  expect(await server.stop()).toBe(0);
  const logged = server.logged();
  expect(logged.match(/"answered"/g)?.length).toBeGreaterThan(20);
  expect(logged).toContain('/api/v1/invites/:token/accept');
  const printed = server.output.filter((line) => !line.startsWith('Sign in for the first time:')).join('\n');
  const files = readdirSync(dataFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => readFileSync(join(parentPath, name), 'latin1'));
  expect(files.some((bytes) => bytes.includes('root@example.org'))).toBe(true);
  const found = [...secrets].flatMap(([name, value]) => [
    ...(logged.includes(value) ? [`${name} in the log`] : []),
    ...(printed.includes(value) ? [`${name} printed`] : []),
    ...(files.some((bytes) => bytes.includes(value)) ? [`${name} on the disk`] : []),
  ]);
  expect(found).toEqual([]);
}, 120_000);
