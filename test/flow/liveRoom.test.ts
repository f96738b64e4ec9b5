import { randomUUID } from 'node:crypto';
import { addInstance } from '@maskroom/shared/document/editDocument';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import { newTokenReplySchema } from '@maskroom/shared/protocol/account';
import {
  type AlertChanged,
  type AlertRules,
  alertSettingsSchema,
  noRules,
} from '@maskroom/shared/protocol/alerts';
import { auditPageSchema } from '@maskroom/shared/protocol/audit';
import { figuresSchema } from '@maskroom/shared/protocol/figures';
import { imageSchema, projectSchema } from '@maskroom/shared/protocol/http';
import { jobSchema } from '@maskroom/shared/protocol/jobs';
import type { MonitorChange, MonitorState, NudgeShown } from '@maskroom/shared/protocol/monitor';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { square } from '../support/documentPeople.ts';
import { type LiveClient, liveClient } from '../support/liveClient.ts';
import { type LiveScene, openLiveScene } from '../support/liveScene.ts';

/** Figures are gathered for a second, and rest for ten where counting them took long; two counts may be needed. */
const slowly = { timeout: 40_000 };

let scene: LiveScene;
beforeAll(async () => {
  scene = await openLiveScene();
});
afterAll(() => scene.server[Symbol.asyncDispose]());

/** Enters the live room of a project; the state with all changes told since. */
async function enter({ socket }: LiveClient, projectId: string) {
  const room: { state: MonitorState | null; changes: MonitorChange[] } = { state: null, changes: [] };
  socket.on('monitor:state', (state) => {
    room.state = state;
  });
  socket.on('monitor:change', (change) => room.changes.push(change));
  const reply = await socket.emitWithAck('monitor:subscribe', { projectId });
  const project = () =>
    room.changes.flatMap((change) => (change.kind === 'project' ? [change.project] : [])).at(-1) ??
    room.state?.project;
  return { ...room, room, reply, project };
}

test('L1, L2: a lead sees what waits and why work is rejected as it happens, as the figures say it', async () => {
  const { imageId, people, place, server } = scene;
  const projectId = place.project.id;
  await using ann = await liveClient(server.url, people.ann.token);
  await using rea = await liveClient(server.url, people.rea.token);
  await using lee = await liveClient(server.url, people.lee.token);
  expect((await enter(rea, projectId)).reply).toMatchObject({ code: 'forbidden' });
  const { project, room } = await enter(lee, projectId);
  expect(room.state).toMatchObject({
    sessions: [],
    project: { waiting: { undecided: 0, oldestAt: null, rejected: 0, submitted: 0 }, reasons: [] },
    server: { embeddings: { mostBytes: expect.any(Number) }, promptsWaiting: 0 },
  });

  const hers = await ann.openDocument(imageId);
  const label = place.project.labels[0].id;
  const [first, second, third] = [10, 40, 70].map((x) => {
    const [id, geometry] = [randomUUID(), square(x, x)];
    const by = { createdBy: people.ann.id, source: 'manual', predictedIou: null } as const;
    addInstance(hers.doc, { id, label, geometry, ...by }, 'test');
    return { id, hash: geometryHash(geometry) };
  });
  await expect.poll(() => project()?.waiting.undecided, slowly).toBe(3);
  for (const { hash, id } of [first, second])
    expect(
      await rea.decide({
        imageId,
        instanceId: id,
        decision: 'rejected',
        reason: 'Loose',
        geometryHash: hash,
      }),
    ).toMatchObject({ ok: true });
  expect(
    await rea.decide({ imageId, instanceId: third.id, decision: 'accepted', geometryHash: third.hash }),
  ).toMatchObject({ ok: true });
  await expect.poll(project, slowly).toMatchObject({
    lastHour: { added: 3, accepted: 1, rejected: 2 },
    waiting: { undecided: 0, oldestAt: null, rejected: 2, submitted: 0 },
    reasons: [{ reason: 'Loose', count: 2 }],
  });

  await people.ann.api.send('PUT', `/images/${imageId}/submission`, imageSchema);
  addInstance(
    hers.doc,
    {
      id: randomUUID(),
      label,
      geometry: square(100, 100),
      createdBy: people.ann.id,
      source: 'manual',
      predictedIou: null,
    },
    'test',
  );
  await expect.poll(() => project()?.waiting.undecided, slowly).toBe(1);
  const figures = await people.lee.api.send('GET', `/projects/${projectId}/figures`, figuresSchema);
  expect(project()?.waiting.oldestAt).toBe(Date.parse(figures.waiting.oldestAt ?? ''));
  expect(project()?.reasons).toEqual(figures.reasons);
  const told = room.changes.filter(({ kind }) => kind === 'project').map((change) => JSON.stringify(change));
  expect(new Set(told).size).toBe(told.length);
}, 150_000);

test('F2: comments, tags, submitting and skipping are acts, of whoever does them', async () => {
  const { imageId, people, place, server } = scene;
  const projectId = place.project.id;
  const { api } = people.ben;
  await using ben = await liveClient(server.url, people.ben.token);
  await using lee = await liveClient(server.url, people.lee.token);
  await ben.openImage(imageId);
  const { room } = await enter(lee, projectId);
  const activeAt = () =>
    room.changes
      .flatMap((change) => (change.kind === 'sessions' ? change.sessions : []))
      .filter(({ userId }) => userId === people.ben.id)
      .at(-1)?.lastActiveAt ?? 0;
  const body = { imageIds: [imageId], assigneeId: people.ben.id };
  const job = await people.lee.api.send('POST', `/projects/${projectId}/jobs`, jobSchema, body);
  const skip = `/projects/${projectId}/jobs/${job.id}/images/${imageId}/skip`;
  let before = activeAt();
  for (const [method, path, sent] of [
    ['POST', `/images/${imageId}/comments`, { text: 'Is this one object?' }],
    ['PUT', `/images/${imageId}/tags`, { add: ['night'] }],
    ['PUT', `/images/${imageId}/submission`, undefined],
    ['DELETE', `/images/${imageId}/submission`, undefined],
    ['PUT', skip, { reason: 'Too dark' }],
    ['DELETE', skip, undefined],
  ] as const) {
    expect([path, await api.codeOf(method, path, sent)]).toEqual([path, expect.any(Number)]);
    await expect.poll(activeAt, slowly).toBeGreaterThan(before);
    before = activeAt();
  }
  // A lead's own doing is not theirs.
  await people.lee.api.codeOf('POST', `/images/${imageId}/comments`, { text: 'Yes' });
  await using again = await liveClient(server.url, people.lee.token);
  const state = (await enter(again, projectId)).room.state;
  expect(state?.sessions.find(({ userId }) => userId === people.ben.id)?.lastActiveAt).toBe(before);
});

test('L5: a line reaches every tab of who is there, is bounded, and is in no log', async () => {
  const { people, place, server } = scene;
  const projectId = place.project.id;
  await using lee = await liveClient(server.url, people.lee.token);
  const nudge = (userId: string, text = 'Look at the edges') =>
    lee.socket.emitWithAck('nudge:send', { projectId, userId, text });
  expect(await nudge(people.ben.id)).toMatchObject({ code: 'conflict' });
  await using ben = await liveClient(server.url, people.ben.token);
  await using other = await liveClient(server.url, people.ben.token);
  const shown: NudgeShown[] = [];
  for (const { socket } of [ben, other]) socket.on('nudge:show', (line) => shown.push(line));
  expect(await nudge(people.ben.id, '  Look at the edges ')).toEqual({ ok: true });
  await expect.poll(() => shown.length).toBe(2);
  expect(shown[1]).toEqual({ projectId, byId: people.lee.id, byName: 'Lee', text: 'Look at the edges' });
  expect(await nudge(people.ben.id, '   ')).toMatchObject({ code: 'bad-request' });
  expect(await nudge('somebody-else')).toMatchObject({ code: 'not-found' });
  expect(
    await ben.socket.emitWithAck('nudge:send', { projectId, userId: people.lee.id, text: 'Hi' }),
  ).toMatchObject({
    code: 'forbidden',
  });
  for (let i = 0; i < 2; i++) expect(await nudge(people.ben.id)).toEqual({ ok: true });
  expect(await nudge(people.ben.id)).toMatchObject({ code: 'rate-limited' });
  const { entries } = await people.lee.api.send(
    'GET',
    `/projects/${projectId}/audit?limit=500`,
    auditPageSchema,
  );
  expect(JSON.stringify(entries)).not.toContain('Look at the edges');
});

test('A3: an alert reaches everybody who leads the project, server administrators too, and nobody else', async () => {
  const { people, place, server } = scene;
  const tokenFor = async (body: object) =>
    (await place.admin.send('POST', '/tokens', newTokenReplySchema, { name: 'test', ...body })).token;
  const elsewhere = await place.admin.send('POST', '/projects', projectSchema, {
    name: 'Another',
    labels: [],
  });
  const tokens = {
    lead: people.lee.token,
    administrator: place.admin.token,
    reviewer: people.rea.token,
    'administrator, for another project': await tokenFor({ projectId: elsewhere.id }),
    'lead, as a viewer': await tokenFor({ userId: people.lee.id, role: 'viewer' }),
  };
  const heard: [who: string, changed: AlertChanged][] = [];
  for (const [who, token] of Object.entries(tokens)) {
    const client = await liveClient(server.url, token);
    onTestFinished(() => client[Symbol.asyncDispose]());
    client.socket.on('alert:changed', (changed) => heard.push([who, changed]));
  }
  const setRules = (rules: AlertRules) =>
    people.lee.api.send('PUT', `/projects/${place.project.id}/alerts`, alertSettingsSchema, rules);
  await setRules({ ...noRules, rejectionRate: { overPercent: 30, decisions: 1 } });
  await setRules(noRules);
  await expect.poll(() => heard.length, slowly).toBe(4);
  expect(heard.map(([who, { alert }]) => `${who} ${alert.endedAt ? 'ended' : 'began'}`).sort()).toEqual([
    'administrator began',
    'administrator ended',
    'lead began',
    'lead ended',
  ]);
  expect(heard[0][1]).toMatchObject({ projectId: place.project.id, alert: { kind: 'rejection-rate' } });
});
