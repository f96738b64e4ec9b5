import { expect, test } from 'vitest';
import { createHttpFixture } from '../../support/httpFixture.ts';

const password = 'correct horse battery';
const host = 'localhost:8080';

/** Two browsers of one person. */
async function twoBrowsers() {
  const fixture = await createHttpFixture();
  const { userId } = await fixture.accounts.addPerson({
    email: 'ada@example.org',
    name: 'Ada',
    isAdmin: false,
    password,
  });
  const signIn = (device: string, secret = password) =>
    fixture.call('POST', '/session', {
      token: null,
      headers: { host, origin: `http://${host}`, 'user-agent': device },
      body: { email: 'ada@example.org', password: secret },
    });
  const browser = async (device: string) => {
    const cookie = String((await signIn(device)).headers['set-cookie']).split(';')[0];
    return (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) =>
      fixture.call(method, path, {
        token: null,
        headers: { host, origin: `http://${host}`, cookie },
        body,
      });
  };
  return { ...fixture, userId, signIn, laptop: await browser('Laptop'), phone: await browser('Phone') };
}

test('people see their sessions, and end them one by one', async () => {
  const { accounts, laptop, phone, userId } = await twoBrowsers();
  const { sessions } = (await laptop('GET', '/me/sessions')).json();
  expect(sessions.map((s: { device: string; isCurrent: boolean }) => [s.device, s.isCurrent]).sort()).toEqual(
    [
      ['Laptop', true],
      ['Phone', false],
    ],
  );
  const told: string[] = [];
  accounts.onAccessChanged((change) => told.push(change.userId));
  const phoneId = sessions.find((s: { device: string }) => s.device === 'Phone').id;
  expect((await laptop('DELETE', `/me/sessions/${phoneId}`)).statusCode).toBe(204);
  expect(told).toEqual([userId]);
  expect((await phone('GET', '/me')).statusCode).toBe(401);
  expect((await laptop('DELETE', `/me/sessions/${phoneId}`)).json().code).toBe('not-found');
  expect((await laptop('GET', '/me')).statusCode).toBe(200);
});

test('a new password needs the old one, and puts everybody else out', async () => {
  const { laptop, phone, signIn } = await twoBrowsers();
  const change = (current: string, next: string) => laptop('POST', '/me/password', { current, next });
  expect((await change('wrong', 'another horse')).json().code).toBe('wrong-credentials');
  expect((await change(password, 'short')).json().code).toBe('bad-request');
  expect((await phone('GET', '/me')).statusCode).toBe(200);
  expect((await change(password, 'another horse')).statusCode).toBe(204);
  expect((await phone('GET', '/me')).statusCode).toBe(401);
  expect((await laptop('GET', '/me')).statusCode).toBe(200);
  expect((await signIn('Laptop', password)).json().code).toBe('wrong-credentials');
  expect((await signIn('Laptop', 'another horse')).statusCode).toBe(200);
});

test('a token does not get at its person’s sessions and password, and makes none that may more', async () => {
  const { accounts, actor, call, userId } = await twoBrowsers();
  const scope = { role: 'annotator' as const, projectId: null };
  const expiresAt = Date.now() + 60_000;
  const { token } = await accounts.createToken(actor, { name: 'narrow', userId, scope, expiresAt });
  const codeOf = async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) =>
    (await call(method, path, { token, body })).json().code;
  expect(await codeOf('GET', '/me/sessions')).toBe('forbidden');
  expect(await codeOf('DELETE', '/me/sessions')).toBe('forbidden');
  expect(await codeOf('POST', '/me/password', { current: password, next: 'another horse' })).toBe(
    'forbidden',
  );
  expect(await codeOf('POST', '/tokens', { name: 'wide' })).toBe('forbidden');
  expect(await codeOf('POST', '/tokens', { name: 'wide', role: 'reviewer' })).toBe('forbidden');
  const child = await call('POST', '/tokens', { token, body: { name: 'child', role: 'viewer' } });
  const found = await accounts.authenticate({ address: 'a', bearer: child.json().token });
  expect(found).toMatchObject({ scope: { role: 'viewer', projectId: null }, sessionExpiresAt: expiresAt });
});

test('an admin gives a password link: good once, and old sessions end', async () => {
  const { call, laptop, userId } = await twoBrowsers();
  const { link } = (await call('POST', `/people/${userId}/password-link`, { body: {} })).json();
  const token = new URL(link).searchParams.get('token');
  const answer = { token: null, body: { name: 'Ada', password: 'another horse' } };
  expect((await call('POST', `/invites/${token}/accept`, answer)).statusCode).toBe(200);
  expect((await laptop('GET', '/me')).statusCode).toBe(401);
  expect((await call('POST', `/invites/${token}/accept`, answer)).json().code).toBe('invite-used');
});

test('a closed account is out at once; the last admin stays', async () => {
  const { accounts, call, laptop, userId } = await twoBrowsers();
  expect((await call('DELETE', `/people/${userId}`)).statusCode).toBe(204);
  expect((await laptop('GET', '/me')).statusCode).toBe(401);
  const root = await accounts.addPerson({ email: 'r@x.org', name: 'R', isAdmin: true, password });
  expect((await call('DELETE', `/people/${root.userId}`)).json().code).toBe('conflict');
});

test('the audit log tells who changed whose access, page by page and as CSV that no spreadsheet runs', async () => {
  const { accounts, actor, call, laptop, userId } = await twoBrowsers();
  const person = { email: 'eve@example.org', name: '=HYPERLINK("http://evil")', role: 'viewer' as const };
  const { member } = await accounts.addMember(actor, 'p', person);
  await call('PUT', `/projects/p/members/${member.id}`, { body: { role: 'lead' } });
  await call('DELETE', `/projects/p/members/${member.id}`);
  const page = (await call('GET', '/projects/p/audit?limit=2')).json();
  expect(page.entries.map((e: { action: string; details: object }) => [e.action, e.details])).toEqual([
    ['member-removed', { was: 'lead' }],
    ['role-changed', { role: 'lead', was: 'viewer' }],
  ]);
  expect(page.entries[0]).toMatchObject({ actorId: 'automation', subjectId: member.id });
  const rest = (await call('GET', `/projects/p/audit?limit=2&before=${page.next}`)).json();
  expect(rest).toMatchObject({ entries: [{ action: 'member-added' }], next: null });
  const all = (await call('GET', '/audit')).json().entries;
  expect(all.filter((e: { action: string }) => e.action === 'signed-in')).toHaveLength(2);
  const csv = await call('GET', '/projects/p/audit/export');
  expect(csv.headers['content-type']).toMatch(/^text\/csv/);
  expect(csv.body.split('\r\n')).toHaveLength(5);
  expect(csv.body).toContain(`"'=HYPERLINK(""http://evil"")"`);
  expect((await laptop('GET', '/audit')).json().code).toBe('forbidden');
  expect(userId).not.toBe('');
});

test('every call that changes something is on record, or known to be about nobody’s access', async () => {
  const { app } = await createHttpFixture();
  /** Each has its line: see test/server/account/audit.test.ts and test/server/review. */
  const onRecord = [
    'post /session',
    'delete /session',
    'post /me/password',
    'delete /me/sessions',
    'delete /me/sessions/{id}',
    'post /invites/{token}/accept',
    'post /people',
    'delete /people/{id}',
    'post /people/{id}/password-link',
    'post /tokens',
    'delete /tokens/{id}',
    'post /projects',
    'put /projects/{id}',
    'put /projects/{id}/alerts',
    'put /projects/{id}/webhook',
    'delete /projects/{id}/webhook',
    'post /projects/{id}/import',
    'post /projects/{id}/labels',
    'put /projects/{id}/labels/{labelId}',
    'post /projects/{id}/members',
    'put /projects/{id}/members/{userId}',
    'delete /projects/{id}/members/{userId}',
    'post /images/{id}/restore',
    'post /images/{id}/return',
  ];
  const ofWork =
    /^\w+ \/(tickets|projects\/\{id\}\/(images|jobs|consensus|webhook\/test)|images\/\{id\}\/(comments|predict|everything|submission|consensus|truth|tags))\b/;
  const { paths } = (await app.inject({ url: '/api/openapi.json' })).json();
  const changing = Object.entries<object>(paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => method !== 'get')
      .map((method) => `${method} ${path.replace('/api/v1', '')}`),
  );
  expect(changing.filter((call) => !ofWork.test(call)).sort()).toEqual(onRecord.sort());
});
