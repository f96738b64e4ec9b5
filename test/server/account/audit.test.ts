import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAccounts } from '@maskroom/server/account/accounts.ts';
import { SESSION_COOKIE } from '@maskroom/server/account/sessionCookie.ts';
import { createAlertDesk } from '@maskroom/server/monitor/alert/alertDesk.ts';
import { createProjects } from '@maskroom/server/project/projects.ts';
import { openDatabase } from '@maskroom/server/store/database.ts';
import { putWebhook } from '@maskroom/server/store/webhookStore.ts';
import { noRules } from '@maskroom/shared/protocol/alerts';
import type { AuditAction } from '@maskroom/shared/protocol/audit';
import { expect, onTestFinished, test } from 'vitest';
import { changedTables, openBeside } from '../../support/everyTable.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const password = 'correct horse battery';
const next = 'another horse entirely';
const place = { address: '10.0.0.1' };
const cookieOf = (secret: string) => `${SESSION_COOKIE}=${secret}`;

/** An admin, a member of a project who is signed in twice, somebody invited and a token; and the database as bytes. */
async function makePlace() {
  const file = join(temporaryFolder(), 'maskroom.sqlite');
  const db = await openDatabase(file);
  const accounts = createAccounts(db);
  const projects = createProjects(db, accounts);
  await accounts.addPerson({ email: 'root@x.org', name: 'Root', isAdmin: true, password });
  const { actor: root } = await accounts.signIn('root@x.org', password, place);
  const project = await projects.create(root, { name: 'Streets', labels: [{ name: 'car' }] });
  const annId = (await accounts.addPerson({ email: 'ann@x.org', name: 'Ann', isAdmin: false, password }))
    .userId;
  await accounts.addMember(root, project.id, { email: 'ann@x.org', name: 'Ann', role: 'annotator' });
  const here = await accounts.signIn('ann@x.org', password, place);
  const there = await accounts.signIn('ann@x.org', password, place);
  const cookie = cookieOf(here.secret);
  const other = (await accounts.listSessions(here.actor, cookie)).find(({ isCurrent }) => !isCurrent);
  const invited = await accounts.addMember(root, project.id, {
    email: 'new@x.org',
    name: 'New',
    role: 'viewer',
  });
  const { inviteToken: resetToken } = await accounts.makePasswordLink(root, annId);
  const { id: tokenId } = await accounts.createToken(root, { name: 'nightly' });
  await db.destroy();
  return {
    bytes: readFileSync(file),
    root,
    project,
    annId,
    ann: here.actor,
    cookie,
    otherId: other?.id ?? '',
    otherCookie: cookieOf(there.secret),
    inviteToken: invited.inviteToken ?? '',
    resetToken,
    tokenId,
  };
}

let made: ReturnType<typeof makePlace> | undefined;

/** A server on a copy of it. */
async function setUp() {
  const file = join(temporaryFolder(), 'copy.sqlite');
  made ??= makePlace();
  const { bytes, ...place } = await made;
  writeFileSync(file, bytes);
  const db = await openDatabase(file);
  onTestFinished(() => db.destroy());
  const accounts = createAccounts(db);
  const alertDesk = createAlertDesk({
    db,
    alerts: { list: async () => [], setRules: async () => {} },
    deliveries: { add: async () => {} },
    allowLocal: true,
    record: accounts.record,
  });
  const webhook = { url: 'http://127.0.0.1:9/', secret: 's', created_at: 1, created_by: place.root.userId };
  await putWebhook(db, { project_id: place.project.id, ...webhook });
  return { ...place, file, accounts, alertDesk, projects: createProjects(db, accounts) };
}
type Place = Awaited<ReturnType<typeof setUp>>;

/** What changes somebody's access or a project, and the lines that tell of it, oldest first. */
const changes: Record<string, [lines: readonly AuditAction[], change: (at: Place) => Promise<unknown>]> = {
  'signing in': [['signed-in'], ({ accounts }) => accounts.signIn('ann@x.org', password, place)],
  'signing out': [['signed-out'], ({ accounts, cookie }) => accounts.signOut(cookie)],
  'ending a session': [['session-ended'], ({ accounts, ann, otherId }) => accounts.endSession(ann, otherId)],
  'ending the others': [
    ['session-ended'],
    ({ accounts, ann, cookie }) => accounts.endOtherSessions(ann, cookie),
  ],
  'a new password': [
    ['password-changed'],
    ({ accounts, ann, cookie }) =>
      accounts.changePassword(ann, { current: password, next, cookie, address: 'a' }),
  ],
  'a password link': [
    ['password-link-made'],
    ({ accounts, annId, root }) => accounts.makePasswordLink(root, annId),
  ],
  'a password by its link': [
    ['password-changed', 'signed-in'],
    ({ accounts, resetToken }) => accounts.acceptInvite({ token: resetToken, name: 'Ann', password: next }),
  ],
  'an invitation taken up': [
    ['invite-accepted', 'signed-in'],
    ({ accounts, inviteToken }) => accounts.acceptInvite({ token: inviteToken, name: 'New', password }),
  ],
  'an account': [
    ['account-made'],
    ({ accounts, root }) => accounts.addPerson({ email: 'bo@x.org', name: 'Bo', isAdmin: true }, root),
  ],
  'an account closed': [
    ['account-closed'],
    ({ accounts, annId, root }) => accounts.closeAccount(annId, root),
  ],
  'a member': [
    ['member-added'],
    ({ accounts, project, root }) =>
      accounts.addMember(root, project.id, { email: 'cy@x.org', name: 'Cy', role: 'lead' }),
  ],
  'a role': [
    ['role-changed'],
    ({ accounts, annId, project, root }) => accounts.setMemberRole(root, project.id, annId, 'lead'),
  ],
  'a role by another invitation': [
    ['role-changed'],
    ({ accounts, project, root }) =>
      accounts.addMember(root, project.id, { email: 'ann@x.org', name: 'Ann', role: 'lead' }),
  ],
  'a member gone': [
    ['member-removed'],
    ({ accounts, annId, project, root }) => accounts.removeMember(root, project.id, annId),
  ],
  'a token': [['token-made'], ({ accounts, ann }) => accounts.createToken(ann, { name: 'mine' })],
  'a token revoked': [
    ['token-revoked'],
    ({ accounts, root, tokenId }) => accounts.revokeToken(root, tokenId),
  ],
  'a project': [
    ['project-made', 'member-added'],
    ({ projects, root }) => projects.create(root, { name: 'Fields', labels: [{ name: 'cow' }] }),
  ],
  'a project renamed': [
    ['project-changed'],
    ({ project, projects, root }) => projects.change(root, project.id, { name: 'Roads' }),
  ],
  'alerts set': [
    ['alerts-changed'],
    ({ alertDesk, project, root }) => alertDesk.setRules(root, project.id, noRules),
  ],
  'a webhook': [
    ['webhook-set'],
    ({ alertDesk, project, root }) => alertDesk.setWebhook(root, project.id, 'http://127.0.0.1:9/new'),
  ],
  'a webhook gone': [
    ['webhook-removed'],
    ({ alertDesk, project, root }) => alertDesk.removeWebhook(root, project.id),
  ],
  'a label': [
    ['label-added'],
    ({ project, projects, root }) => projects.addLabel(root, project.id, { name: 'bus' }),
  ],
  'a label renamed': [
    ['label-changed'],
    ({ project, projects, root }) =>
      projects.changeLabel(root, project.id, project.labels[0].id, { name: 'automobile' }),
  ],
};

test.each(Object.entries(changes))(
  '%s is on record, and neither is there without the other',
  async (_, [lines, change]) => {
    const at = await setUp();
    const beside = openBeside(at.file);
    const read = () => at.accounts.auditPage({ limit: 500 });
    const before = beside.rows();
    const known = (await read()).entries.length;

    // The record cannot be written: nothing happens.
    await expect(beside.whileBroken('audit', () => change(at))).rejects.toThrow('broken');
    expect(changedTables(before, beside.rows())).toEqual([]);

    // Any part of the change cannot be written, wherever in it: nothing is on record.
    const twin = await setUp();
    const besideTwin = openBeside(twin.file);
    const untouched = besideTwin.rows();
    const affected = changedTables(before, await change(at).then(beside.rows));
    expect(affected).toContain('audit');
    expect(affected.length).toBeGreaterThan(1);
    for (const table of affected.filter((name) => name !== 'audit')) {
      await expect(
        besideTwin.whileBroken(table, () => change(twin)),
        table,
      ).rejects.toThrow('broken');
      expect(changedTables(untouched, besideTwin.rows()), table).toEqual([]);
    }

    const { entries } = await read();
    expect(
      entries
        .slice(0, entries.length - known)
        .map(({ action }) => action)
        .reverse(),
    ).toEqual(lines);
  },
);

test('what changes nothing leaves no line, and a refusal none either', async () => {
  const { accounts, ann, project, projects, root } = await setUp();
  const count = async () => (await accounts.auditPage({ limit: 500 })).entries.length;
  const before = await count();
  const [{ color, id, name }] = project.labels;
  await projects.changeLabel(root, project.id, id, { name, color });
  await expect(accounts.removeMember(root, project.id, 'nobody')).rejects.toThrow();
  await expect(
    accounts.addMember(ann, project.id, { email: 'e@x.org', name: 'E', role: 'viewer' }),
  ).rejects.toThrow();
  await expect(accounts.signIn('ann@x.org', 'wrong', place)).rejects.toThrow();
  await accounts.signOut(cookieOf('nobody-has-this-session-secret'));
  expect(await count()).toBe(before);
});

test('a label’s line says what it was called and what it asks now', async () => {
  const { accounts, project, projects, root } = await setUp();
  const asked = [{ name: 'doors', kind: 'number' as const, required: true, min: 0, max: 9 }];
  await projects.changeLabel(root, project.id, project.labels[0].id, { name: 'Car', attributes: asked });
  const { entries } = await accounts.auditPage({ limit: 1, about: 'projects' });
  expect(entries).toMatchObject([
    {
      action: 'label-changed',
      actorName: 'Root',
      projectName: 'Streets',
      subjectId: project.labels[0].id,
      details: { name: 'Car', was: 'car', attributes: 'doors (number)' },
    },
  ]);
});
