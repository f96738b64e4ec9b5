import { expect, test } from 'vitest';
import { createHttpFixture } from '../../support/httpFixture.ts';

const password = 'correct horse battery';

const methodOf: Readonly<Record<string, 'GET' | 'POST' | 'PUT' | 'DELETE'>> = {
  get: 'GET',
  post: 'POST',
  put: 'PUT',
  delete: 'DELETE',
};

/** Signed in through an invitation, as a person is. */
async function signIn(
  fixture: Awaited<ReturnType<typeof createHttpFixture>>,
  role: 'viewer' | 'lead' = 'lead',
) {
  const invited = await fixture.call('POST', '/projects/p/members', {
    body: { email: 'Ada@Example.org', name: 'Ada', role },
  });
  const link = new URL(invited.json().inviteLink);
  const token = link.searchParams.get('token') ?? '';
  const accepted = await fixture.call('POST', `/invites/${token}/accept`, {
    token: null,
    body: { name: 'Ada', password },
  });
  const cookie = String(accepted.headers['set-cookie']);
  return { link, token, accepted, cookie: cookie.split(';')[0], attributes: cookie };
}

test('nothing but signing in is open to strangers', async () => {
  const { app } = await createHttpFixture();
  const open = new Set([
    'post /api/v1/session',
    'get /api/v1/session/options',
    'get /api/v1/oidc/start',
    'get /api/v1/oidc/callback',
    'delete /api/v1/session',
    'get /api/v1/invites/{token}',
    'post /api/v1/invites/{token}/accept',
  ]);
  const { paths } = (await app.inject({ url: '/api/openapi.json' })).json();
  const routes = Object.entries<object>(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method, path })),
  );
  expect(routes.length).toBeGreaterThan(20);
  for (const { method, path } of routes.filter(({ path }) => path.startsWith('/api/'))) {
    const name = `${method} ${path}`;
    if (open.has(name)) continue;
    const url = path.replace('{id}', 'p').replace('{userId}', 'x');
    const answer = await app.inject({
      method: methodOf[method],
      url,
      payload: method === 'post' ? {} : undefined,
    });
    expect([name, answer.statusCode, answer.json().code]).toEqual([name, 401, 'unauthenticated']);
  }
});

test('a project that is not yours is not there; a role that is too small is forbidden', async () => {
  const fixture = await createHttpFixture();
  const { id } = await fixture.addPicture();
  const stranger = await fixture.accounts.addPerson({
    email: 'eve@example.org',
    name: 'Eve',
    isAdmin: false,
    password,
  });
  const { token } = await fixture.accounts.createToken(fixture.actor, {
    name: 'eve',
    userId: stranger.userId,
  });
  for (const path of [
    '/projects/p',
    '/projects/p/images',
    '/projects/p/queue',
    '/projects/p/export',
    `/images/${id}`,
    `/images/${id}/file`,
    `/images/${id}/thumbnail`,
    `/images/${id}/instances`,
  ]) {
    expect([path, (await fixture.call('GET', path, { token })).json().code]).toEqual([path, 'not-found']);
  }
  expect((await fixture.call('POST', '/tickets', { token, body: { imageId: id } })).json().code).toBe(
    'not-found',
  );
  expect((await fixture.call('POST', '/projects', { token, body: { name: 'Mine' } })).json().code).toBe(
    'forbidden',
  );

  const viewer = await fixture.member('viewer');
  for (const path of ['/projects/p/queue', '/projects/p/export', '/projects/p/members']) {
    expect([path, (await fixture.call('GET', path, { token: viewer.token })).json().code]).toEqual([
      path,
      'forbidden',
    ]);
  }
  const raise = await fixture.call('POST', '/projects/p/members', {
    token: viewer.token,
    body: { email: 'viewer@example.org', name: 'V', role: 'lead' },
  });
  expect(raise.json().code).toBe('forbidden');
  expect(
    (
      await fixture.call('POST', `/images/${id}/predict`, {
        token: viewer.token,
        body: { points: [[1, 1, 1]] },
      })
    ).json().code,
  ).toBe('forbidden');
});

test('an invitation lets its person in once, with a cookie that scripts and other sites cannot use', async () => {
  const fixture = await createHttpFixture();
  const { accepted, attributes, link, token } = await signIn(fixture);
  expect(link.pathname).toBe('/join');
  expect(accepted.json()).toMatchObject({ name: 'Ada', email: 'ada@example.org', roles: { p: 'lead' } });
  expect(attributes).toMatch(/^maskroom_session=[\w-]{20,}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
  expect((await fixture.call('GET', `/invites/${token}`, { token: null })).json().code).toBe('invite-used');
  const again = await fixture.call('POST', `/invites/${token}/accept`, {
    token: null,
    body: { name: 'Eve', password },
  });
  expect([again.statusCode, again.json().code]).toEqual([410, 'invite-used']);
});

test('behind https the cookie never travels in the clear', async () => {
  const { call } = await createHttpFixture({
    settings: { host: '0.0.0.0', publicUrl: 'https://label.example.org', trustedProxies: [] },
  });
  const answer = await call('DELETE', '/session', { token: null });
  expect(answer.headers['set-cookie']).toMatch(/; Secure$/);
  expect(answer.headers['strict-transport-security']).toMatch(/max-age/);
});

test('with the cookie, only the server’s own pages change anything', async () => {
  const fixture = await createHttpFixture();
  const { cookie } = await signIn(fixture);
  const host = 'localhost:8080';
  const create = (headers: Record<string, string>) =>
    fixture.call('POST', '/projects/p/labels', {
      token: null,
      headers: { host, cookie, ...headers },
      body: { name: 'x' },
    });
  for (const origin of [
    'null',
    'http://evil.example',
    'http://localhost:8080.evil.example',
    'http://localhost:9090',
    'http://localhost',
  ]) {
    expect([origin, (await create({ origin })).json().code]).toEqual([origin, 'origin-refused']);
  }
  expect((await create({})).json().code).toBe('origin-refused');
  expect((await create({ origin: 'http://localhost:8080' })).statusCode).toBe(200);
  expect((await fixture.call('GET', '/me', { token: null, headers: { host, cookie } })).statusCode).toBe(200);
  const signedOut = await fixture.call('DELETE', '/session', {
    token: null,
    headers: { host, cookie, origin: 'http://localhost:8080' },
  });
  expect(signedOut.statusCode).toBe(204);
  expect((await fixture.call('GET', '/me', { token: null, headers: { host, cookie } })).statusCode).toBe(401);
});

test('a token that does not hold is never made up for by the cookie', async () => {
  const fixture = await createHttpFixture();
  const { cookie } = await signIn(fixture);
  for (const authorization of ['Bearer wrong', 'Bearer', 'Basic YTpi', '']) {
    const answer = await fixture.call('GET', '/me', { token: null, headers: { cookie, authorization } });
    expect([authorization, answer.statusCode]).toEqual([authorization, 401]);
  }
});

test('on this machine only, the server answers to this machine’s names only', async () => {
  const { app } = await createHttpFixture();
  for (const host of ['127.0.0.1:8080', 'localhost', '[::1]:8080'])
    expect((await app.inject({ url: '/healthz', headers: { host } })).statusCode).toBe(200);
  for (const host of ['rebound.example:8080', '127.0.0.1.evil.example', 'localhost.evil.example']) {
    expect(
      (await app.inject({ url: '/api/v1/me', headers: { host, authorization: 'Bearer an-admin-token' } }))
        .statusCode,
    ).toBe(403);
  }
});

test('guesses at passwords and links are slowed down', async () => {
  const { call } = await createHttpFixture();
  const codes = new Set<string>();
  for (let i = 0; i < 70; i++) codes.add((await call('GET', `/invites/${i}`, { token: null })).json().code);
  expect(codes).toContain('rate-limited');
  const refused = await call('GET', '/invites/x', { token: null });
  expect(refused.statusCode).toBe(429);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
});
