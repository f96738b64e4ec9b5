import type { AccessChange } from '@maskroom/server/account/accessEvents.ts';
import { type AccountOptions, createAccounts } from '@maskroom/server/account/accounts.ts';
import { SESSION_COOKIE } from '@maskroom/server/account/sessionCookie.ts';
import { type Database, openDatabase } from '@maskroom/server/store/database.ts';
import { insertProject } from '@maskroom/server/store/projectStore.ts';
import { presenceColorOf } from '@maskroom/shared/presence/presence';
import { expect, onTestFinished, test } from 'vitest';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const password = 'correct horse';
const code = (value: string) => expect.objectContaining({ code: value });

async function setUp(options: AccountOptions = {}) {
  const db = await openDatabase(':memory:');
  onTestFinished(() => db.destroy());
  const clock = { at: Date.now() };
  const accounts = createAccounts(db, { now: () => clock.at, ...options });
  const admin = await accounts.addPerson({ email: 'root@x.org', name: 'Root', isAdmin: true, password });
  const address = '10.0.0.1';
  const signIn = (email: string, secret = password) => accounts.signIn(email, secret, { address });
  const { actor: root } = await signIn('root@x.org');
  await project(db, 'p', admin.userId);
  return { accounts, clock, db, root, signIn };
}

const project = (db: Database, id: string, by: string) =>
  insertProject(db, { id, name: id, created_at: 1, created_by: by });
const cookie = (secret: string) => `theme=dark; ${SESSION_COOKIE}=${secret}`;

test('the first-login link makes one admin, once, and the newest link is the only one', async () => {
  const db = await openDatabase(':memory:');
  onTestFinished(() => db.destroy());
  const accounts = createAccounts(db);
  const tokenOf = async () =>
    new URL((await accounts.firstLoginLink('http://h:1')) ?? '').searchParams.get('token') ?? '';
  const old = await tokenOf();
  const token = await tokenOf();
  const answer = { name: 'Ann', email: 'ann@x.org', password };
  await expect(accounts.acceptInvite({ token: old, ...answer })).rejects.toEqual(code('invite-used'));
  const both = await Promise.allSettled([
    accounts.acceptInvite({ token, ...answer }),
    accounts.acceptInvite({ token, ...answer, email: 'eve@x.org' }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await accounts.firstLoginLink('http://h:1')).toBeNull();
  const { actor } = await accounts
    .signIn('ann@x.org', password, { address: 'a' })
    .catch(() => accounts.signIn('eve@x.org', password, { address: 'a' }));
  expect(actor.isAdmin).toBe(true);
});

test('a session slides for 30 days, ends at sign-out, and tells its sockets', async () => {
  const { accounts, clock, signIn } = await setUp();
  const { actor, secret } = await signIn('root@x.org');
  const heard: AccessChange[] = [];
  accounts.onAccessChanged((change) => heard.push(change));
  clock.at += 29 * DAY;
  const again = await accounts.authenticate({ address: 'a', cookie: cookie(secret) });
  expect(again?.sessionExpiresAt).toBe(clock.at + 30 * DAY);
  clock.at += 29 * DAY;
  expect(await accounts.authenticate({ address: 'a', cookie: cookie(secret) })).not.toBeNull();
  await accounts.signOut(cookie(secret));
  expect(heard).toEqual([{ projectId: null, userId: actor.userId }]);
  expect(await accounts.authenticate({ address: 'a', cookie: cookie(secret) })).toBeNull();

  const second = await signIn('root@x.org');
  clock.at += 30 * DAY + 1;
  expect(await accounts.authenticate({ address: 'a', cookie: cookie(second.secret) })).toBeNull();
});

test('wrong passwords are slowed down for the one who tries, whoever it is they try', async () => {
  const { accounts, signIn } = await setUp();
  await expect(signIn('root@x.org', 'wrong')).rejects.toEqual(code('wrong-credentials'));
  await expect(signIn('nobody@x.org', 'wrong')).rejects.toEqual(code('wrong-credentials'));
  const tries = await Promise.allSettled(Array.from({ length: 20 }, () => signIn('root@x.org', 'wrong')));
  const codes = tries.map((result) => (result.status === 'rejected' ? result.reason.code : 'in'));
  expect(codes.filter((code) => code === 'rate-limited').length).toBeGreaterThanOrEqual(10);
  expect((await accounts.signIn('root@x.org', password, { address: 'elsewhere' })).actor.name).toBe('Root');
});

test('an invitation opens once, for a week, and never resets a password', async () => {
  const { accounts, clock, root, signIn } = await setUp();
  const person = { email: 'bo@x.org', name: 'Bo', role: 'annotator' as const };
  const { inviteToken, member } = await accounts.addMember(root, 'p', person);
  const token = inviteToken ?? '';
  expect(member.pending).toBe(true);
  expect(await accounts.inviteInfo(token)).toEqual({
    email: 'bo@x.org',
    name: 'Bo',
    projectName: 'p',
    role: 'annotator',
  });
  const twin = (await accounts.addMember(root, 'p', person)).inviteToken ?? '';
  clock.at += 7 * DAY + 1;
  await expect(accounts.acceptInvite({ token, name: 'Bo', password })).rejects.toEqual(code('invite-used'));
  clock.at -= 2 * DAY;
  const { actor } = await accounts.acceptInvite({ token, name: 'Bo B.', password });
  expect(await accounts.me(actor)).toMatchObject({
    name: 'Bo B.',
    email: 'bo@x.org',
    isAdmin: false,
    roles: { p: 'annotator' },
  });
  for (const used of [token, twin, 'x', ''])
    await expect(accounts.acceptInvite({ token: used, name: 'Eve', password: 'stolen it' })).rejects.toEqual(
      code('invite-used'),
    );
  expect((await signIn('bo@x.org')).actor.userId).toBe(actor.userId);
  expect((await accounts.addMember(root, 'p', { ...person, role: 'reviewer' })).inviteToken).toBeNull();
});

test('roles: nothing is there for strangers, a lead grants no admin, a change is told', async () => {
  const { accounts, db, root, signIn } = await setUp();
  const stranger = await accounts.addPerson({ email: 's@x.org', name: 'S', isAdmin: false, password });
  const { actor: lead } = await signIn('s@x.org');
  await project(db, 'q', root.userId);
  await expect(accounts.requireOperation(lead, 'p', 'project:read')).rejects.toEqual(code('not-found'));
  await expect(accounts.requireOperation(root, 'none', 'project:read')).rejects.toEqual(code('not-found'));
  await accounts.addMember(root, 'p', { email: 's@x.org', name: 'S', role: 'viewer' });
  await expect(accounts.requireOperation(lead, 'p', 'annotate')).rejects.toEqual(code('forbidden'));

  const heard: AccessChange[] = [];
  accounts.onAccessChanged((change) => heard.push(change));
  await accounts.setMemberRole(root, 'p', stranger.userId, 'lead');
  expect(heard).toEqual([{ projectId: 'p', userId: stranger.userId }]);
  expect(await accounts.highestRole(lead)).toBe('lead');
  const grant = (projectId: string, role: 'admin' | 'reviewer') =>
    accounts.addMember(lead, projectId, { email: 'n@x.org', name: 'N', role });
  await expect(grant('p', 'admin')).rejects.toEqual(code('forbidden'));
  await expect(grant('q', 'reviewer')).rejects.toEqual(code('not-found'));
  expect((await grant('p', 'reviewer')).member.role).toBe('reviewer');
  await accounts.removeMember(root, 'p', stranger.userId);
  expect(await accounts.roleIn(lead, 'p')).toBeNull();
});

test('a ticket opens one image, once, within a minute, and not after the account was closed', async () => {
  const { accounts, clock, root, signIn } = await setUp();
  const { userId } = await accounts.addPerson({ email: 't@x.org', name: 'T', isAdmin: false, password });
  const { actor } = await signIn('t@x.org');
  const ticket = accounts.issueTicket(actor, 'i');
  expect(await accounts.redeemTicket(ticket, 'i', 'a')).toEqual(actor);
  expect(await accounts.redeemTicket(ticket, 'i', 'a')).toBeNull();
  expect(await accounts.redeemTicket(accounts.issueTicket(actor, 'i'), 'j', 'a')).toBeNull();
  const late = accounts.issueTicket(root, 'i');
  clock.at += MINUTE;
  expect(await accounts.redeemTicket(late, 'i', 'a')).toBeNull();
  const orphan = accounts.issueTicket(actor, 'i');
  await accounts.closeAccount(userId);
  expect(await accounts.redeemTicket(orphan, 'i', 'a')).toBeNull();
  await expect(signIn('t@x.org')).rejects.toEqual(code('wrong-credentials'));
});

test('bearer tokens: the automation is an admin with a name, others expire and are revoked', async () => {
  const { accounts, clock, root, signIn } = await setUp({ adminToken: 'from-the-environment' });
  const automation = await accounts.authenticate({ address: 'a', bearer: 'from-the-environment' });
  expect(automation).toMatchObject({ name: 'Automation', isAdmin: true, sessionExpiresAt: null });
  expect(await accounts.authenticate({ address: 'a', bearer: 'from-the-environmenT' })).toBeNull();
  expect(automation && (await accounts.me(automation)).roles).toEqual({ p: 'admin' });

  const { userId } = await accounts.addPerson({ email: 't@x.org', name: 'T', isAdmin: false, password });
  const { actor, secret } = await signIn('t@x.org');
  await expect(accounts.createToken(actor, { name: 'x', userId: root.userId })).rejects.toEqual(
    code('forbidden'),
  );
  const { id, token } = await accounts.createToken(root, { name: 'x', userId, expiresAt: clock.at + DAY });
  expect(await accounts.authenticate({ address: 'a', bearer: token })).toMatchObject({
    userId,
    sessionExpiresAt: clock.at + DAY,
  });
  expect(await accounts.authenticate({ address: 'a', bearer: 'wrong', cookie: cookie(secret) })).toBeNull();
  await accounts.revokeToken(actor, id);
  expect(await accounts.authenticate({ address: 'a', bearer: token })).toBeNull();
  const short = await accounts.createToken(actor, { name: 'y', expiresAt: clock.at + MINUTE });
  clock.at += MINUTE;
  expect(await accounts.authenticate({ address: 'a', bearer: short.token })).toBeNull();
});

test('the first eight people of a server have eight colours', async () => {
  const { accounts, root } = await setUp();
  const ids = [root.userId];
  for (let i = 1; i < 8; i++) {
    const email = `p${i}@x.org`;
    ids.push((await accounts.addPerson({ email, name: `P${i}`, isAdmin: false, password })).userId);
  }
  expect(new Set(ids.map(presenceColorOf)).size).toBe(8);
});
