import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openCookieBrowser } from '../../support/cookieBrowser.ts';
import { createHttpFixture } from '../../support/httpFixture.ts';
import { type Forged, oidcClient, startOidcProvider } from '../../support/oidcProvider.ts';

const verified = (email: string) => ({ email, email_verified: true, name: 'From Provider' });
const people = {
  ada: verified('Ada@Example.org'),
  eve: { ...verified('ada@example.org'), email_verified: false },
  ben: verified('ben@firm.example'),
  stranger: verified('who@elsewhere.example'),
};

async function setUp(domains: readonly string[] = []) {
  const provider = await startOidcProvider(people);
  onTestFinished(() => provider[Symbol.asyncDispose]());
  const oidc = {
    issuer: provider.issuer,
    clientId: oidcClient.id,
    clientSecret: oidcClient.secret,
    name: 'Firm',
    domains,
  };
  const fixture = await createHttpFixture({}, { oidc });
  await fixture.app.listen({ host: '127.0.0.1', port: 0 });
  const base = `http://127.0.0.1:${(fixture.app.server.address() as AddressInfo).port}`;
  provider.allowRedirectTo(`${base}/api/v1/oidc/callback`);
  const signIn = async (name: string, next = '/projects/p') => {
    provider.signInAs(name);
    const { url, cookie } = await openCookieBrowser().visit(
      `${base}/api/v1/oidc/start?next=${encodeURIComponent(next)}`,
    );
    const me = await fetch(`${base}/api/v1/me`, { headers: { cookie } });
    return {
      path: url.pathname,
      refused: url.searchParams.get('refused'),
      me: me.ok ? await me.json() : null,
    };
  };
  return { ...fixture, base, provider, signIn };
}

test('an invited person signs in with a verified email, and is the same person ever after', async () => {
  const { accounts, actor, call, signIn } = await setUp();
  expect((await call('GET', '/session/options', { token: null })).json()).toEqual({
    password: true,
    oidc: { name: 'Firm' },
  });
  const person = { email: 'ada@example.org', name: 'Ada', role: 'annotator' as const };
  const { member } = await accounts.addMember(actor, 'p', person);
  expect(await signIn('ada')).toMatchObject({
    path: '/projects/p',
    refused: null,
    me: { id: member.id, name: 'Ada', roles: { p: 'annotator' } },
  });
  expect((await signIn('ada')).me.id).toBe(member.id);
  const { entries } = await accounts.auditPage({ limit: 4 });
  expect(entries.map(({ action, details }) => [action, details.by]).reverse()).toEqual([
    ['member-added', undefined],
    ['identity-tied', undefined],
    ['signed-in', 'Firm'],
    ['signed-in', 'Firm'],
  ]);
  await accounts.closeAccount(member.id);
  expect(await signIn('ada')).toMatchObject({
    path: '/sign-in',
    refused: 'This account is closed.',
    me: null,
  });
});

test('who was not invited, or whose email is not verified, stays outside; a domain lets its people in', async () => {
  const { accounts, actor, signIn } = await setUp(['firm.example']);
  await accounts.addMember(actor, 'p', { email: 'ada@example.org', name: 'Ada', role: 'lead' });
  expect(await signIn('eve')).toMatchObject({
    path: '/sign-in',
    me: null,
    refused: 'The provider has not verified your email.',
  });
  expect(await signIn('stranger')).toMatchObject({ path: '/sign-in', me: null });
  expect((await signIn('ben')).me).toMatchObject({
    name: 'From Provider',
    email: 'ben@firm.example',
    roles: {},
  });
});

test('an answer that this browser did not ask for, or that was used, lets nobody in', async () => {
  const { accounts, actor, base, provider } = await setUp();
  await accounts.addMember(actor, 'p', { email: 'ada@example.org', name: 'Ada', role: 'lead' });
  provider.signInAs('ada');
  const begun = await fetch(`${base}/api/v1/oidc/start`, { redirect: 'manual' });
  const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
  const cookie = begun.headers.getSetCookie()[0].split(';')[0];
  const back = (query: string, headers: Record<string, string>) =>
    fetch(`${base}/api/v1/oidc/callback?${query}`, { redirect: 'manual', headers });
  for (const [query, headers] of [
    [`state=${state}&code=forged`, {}],
    [`state=${state}&code=forged`, { cookie: cookie.replace(/=.{5}/, '=aaaaa') }],
    [`state=forged&code=forged`, { cookie }],
    [`state=${state}&code=forged`, { cookie }],
    [`state=${state}&code=forged`, { cookie }],
    ['', { cookie }],
  ] as const) {
    const answer = await back(query, headers);
    expect(answer.headers.get('location')).toMatch(/^\/sign-in\?refused=/);
    expect(answer.headers.getSetCookie().join()).not.toContain('maskroom_session');
  }
});

test('nobody is sent elsewhere afterwards', async () => {
  const { accounts, actor, signIn } = await setUp();
  await accounts.addMember(actor, 'p', { email: 'ada@example.org', name: 'Ada', role: 'lead' });
  for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)'])
    expect([next, (await signIn('ada', next)).path]).toEqual([next, '/']);
});

test('a provider that is not there is said so', async () => {
  const { base, provider } = await setUp();
  await provider[Symbol.asyncDispose]();
  const answer = await fetch(`${base}/api/v1/oidc/start`, { redirect: 'manual' });
  expect([answer.status, (await answer.json()).code]).toEqual([503, 'unavailable']);
});

test('an ID token that the provider did not make for us, now, lets nobody in; clocks may differ a little', async () => {
  const { accounts, actor, provider, signIn } = await setUp();
  await accounts.addMember(actor, 'p', { email: 'ada@example.org', name: 'Ada', role: 'lead' });
  const fromNow = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;
  const bad: Record<string, Forged> = {
    'no signature': { alg: 'none' },
    'signed with the secret that we share': { alg: 'HS256' },
    'signed by somebody else': { byStranger: true },
    'for another client': { claims: { aud: 'another' } },
    'for us and another': { claims: { aud: [oidcClient.id, 'another'] } },
    'by another issuer': { claims: { iss: 'http://127.0.0.1:1' } },
    'of another sign-in': { claims: { nonce: 'another' } },
    'without a nonce': { claims: { nonce: undefined } },
    'expired two minutes ago': { claims: { exp: fromNow(-120) } },
    'good in two minutes': { claims: { nbf: fromNow(120) } },
    'without a person': { claims: { sub: undefined } },
  };
  for (const [name, forged] of Object.entries(bad)) {
    provider.forgeTokens(forged);
    expect([name, await signIn('ada')]).toMatchObject([name, { path: '/sign-in', me: null }]);
  }
  for (const claims of [{}, { exp: fromNow(-5) }, { nbf: fromNow(5) }]) {
    provider.forgeTokens({ claims });
    expect((await signIn('ada')).me).toMatchObject({ name: 'Ada' });
  }
});
