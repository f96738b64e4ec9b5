import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { addInstance } from '@maskroom/shared/document/editDocument';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import { alertSettingsSchema } from '@maskroom/shared/protocol/alerts';
import { jobListSchema, workSchema } from '@maskroom/shared/protocol/jobs';
import { type ProjectWork, type WorkPart, workParts } from '@maskroom/shared/protocol/work';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { square } from '../support/documentPeople.ts';
import { type LiveClient, liveClient } from '../support/liveClient.ts';
import { discPicture } from '../support/pictures.ts';
import { addMember, createProject, type Member } from '../support/team.ts';
import { startServer, type TestServer } from '../support/testServer.ts';

let server: TestServer;
let place: Awaited<ReturnType<typeof createProject>>;
let people: Readonly<Record<'ann' | 'rea' | 'ray' | 'lee' | 'viv', Member>>;
let projectId: string;

beforeAll(async () => {
  server = await startServer({ webhookLocal: 'true' });
  const pictures: Record<string, Uint8Array> = {};
  for (const n of [1, 2, 3, 4])
    pictures[`${n}.jpg`] = await discPicture({ width: 90 + n, height: 60, cx: 40, cy: 30, radius: 20 });
  place = await createProject(server.url, ['disc'], pictures);
  projectId = place.project.id;
  const add = (name: string, role: 'annotator' | 'reviewer' | 'lead' | 'viewer') =>
    addMember(place.admin, server.url, projectId, name, role);
  people = {
    ann: await add('Ann', 'annotator'),
    rea: await add('Rea', 'reviewer'),
    ray: await add('Ray', 'reviewer'),
    lee: await add('Lee', 'lead'),
    viv: await add('Viv', 'viewer'),
  };
});
afterAll(() => server[Symbol.asyncDispose]());

/** Subscribes to all that this person may; what they are told since, and what they are refused. */
async function listen({ socket }: LiveClient) {
  const told: ProjectWork[] = [];
  const refused: WorkPart[] = [];
  socket.on('project:work', (work) => told.push(work));
  for (const part of workParts) {
    const reply = await socket.emitWithAck('project:subscribe', { projectId, part });
    if ('code' in reply) refused.push(part);
    else expect(reply.quietMs).toBeGreaterThanOrEqual(0);
  }
  return {
    told,
    refused,
    /** The parts told, each once; but for figures, which change with the time at work, by the clock. */
    heard: () => [...new Set(told.map(({ part }) => part))].filter((part) => part !== 'figures').sort(),
    hasFigures: () => told.some(({ part }) => part === 'figures'),
    forget: () => void told.splice(0),
  };
}

async function draw(by: Member, live: LiveClient, imageId: string, count = 1): Promise<string> {
  const { doc } = await live.openDocument(imageId);
  const id = randomUUID();
  const label = place.project.labels[0].id;
  for (let i = 0; i < count; i++)
    addInstance(
      doc,
      {
        ...{ id: i === 0 ? id : randomUUID(), label, geometry: square(5 + i, 5), createdBy: by.id },
        ...{ source: 'manual', predictedIou: null },
      },
      'test',
    );
  return id;
}

test('W1, W2: pages hear that work changed, what it is about is not told, and who may not ask is not told at all', async () => {
  await using ann = await liveClient(server.url, people.ann.token);
  await using rea = await liveClient(server.url, people.rea.token);
  await using lee = await liveClient(server.url, people.lee.token);
  await using viv = await liveClient(server.url, people.viv.token);
  const [hers, theirs, leads, viewers] = [
    await listen(ann),
    await listen(rea),
    await listen(lee),
    await listen(viv),
  ];
  expect([hers, theirs, leads, viewers].map(({ refused }) => refused)).toEqual([
    ['quality', 'truth', 'alerts'],
    ['truth', 'alerts'],
    [],
    ['quality', 'truth', 'alerts'],
  ]);

  // Truth: one picture with an accepted object.
  const [truth] = place.images;
  const instanceId = await draw(people.ann, ann, truth.id, 5);
  await expect.poll(viewers.heard).toEqual(['pictures']);
  await expect.poll(viewers.hasFigures).toBe(true);
  // Whose it is and how much is not in it.
  expect(viewers.told).toEqual(
    expect.arrayContaining([
      { projectId, part: 'figures', imageIds: null },
      { projectId, part: 'pictures', imageIds: null },
    ]),
  );
  const accept = { imageId: truth.id, instanceId, geometryHash: geometryHash(square(5, 5)) };
  expect(await rea.decide({ ...accept, decision: 'accepted' })).toMatchObject({ ok: true });
  expect(await place.admin.codeOf('PUT', `/images/${truth.id}/truth`)).toBe(204);
  await expect.poll(leads.heard).toContain('truth');
  for (const one of [hers, theirs, viewers]) await expect.poll(one.heard).toEqual(['pictures']);
  const all = [hers, theirs, leads, viewers];
  for (const one of all) one.forget();

  // Several people on a picture.
  const { jobs } = await place.admin.send('POST', `/projects/${projectId}/consensus`, jobListSchema, {
    ...{ imageIds: [place.images[1].id], people: 2 },
    assigneeIds: [people.ann.id, people.rea.id],
  });
  expect(jobs).toHaveLength(2);
  await expect.poll(viewers.heard).toEqual(['jobs', 'pictures']);
  await expect.poll(theirs.heard).toEqual(['jobs', 'pictures', 'quality']);
  for (const one of all) one.forget();
  const next = async ({ api }: Member) =>
    (await api.send('GET', `/projects/${projectId}/work`, workSchema)).items[0];
  const layer = await next(people.ann);
  expect(await people.ann.api.codeOf('PUT', `/images/${layer.imageId}/submission`)).toBe(200);
  await expect
    .poll(() => theirs.told.find(({ part }) => part === 'quality'))
    .toEqual({ projectId, part: 'quality', imageIds: [place.images[1].id] });
  await expect.poll(hers.heard).toEqual(['jobs', 'pictures']);
  for (const one of all) one.forget();

  // Agreement is of layers as they are now.
  await draw(people.ann, ann, layer.imageId);
  await expect
    .poll(() => theirs.told.find(({ part }) => part === 'quality'))
    .toEqual({ projectId, part: 'quality', imageIds: [place.images[1].id] });
});

test('W2: whoever submits hears nothing of whether it was ground truth', async () => {
  await using ray = await liveClient(server.url, people.ray.token);
  await using lee = await liveClient(server.url, people.lee.token);
  const [theirs, leads] = [await listen(ray), await listen(lee)];
  await place.admin.send('POST', `/projects/${projectId}/jobs/distribute`, jobListSchema, {
    ...{ size: 10, assigneeIds: [people.ray.id], truthEvery: 2 },
  });
  await expect.poll(theirs.heard).toEqual(['jobs', 'pictures', 'quality']);
  const { items } = await people.ray.api.send('GET', `/projects/${projectId}/work`, workSchema);
  const hidden = items.find(({ fileName }) => fileName === '1.jpg');
  await expect.poll(leads.heard).toEqual(['jobs', 'pictures', 'quality']);
  for (const one of [theirs, leads]) one.forget();
  expect(await people.ray.api.codeOf('PUT', `/images/${hidden?.imageId}/submission`)).toBe(200);
  await expect.poll(leads.heard).toEqual(['jobs', 'pictures', 'truth']);
  await expect.poll(theirs.heard).toEqual(['jobs', 'pictures']);
});

test('W1: what is set of alerts, and what becomes of what is sent to a webhook, is told to leads', async () => {
  let answer = () => {};
  const receiver = createServer((_, response) => {
    answer = () => void response.writeHead(204).end();
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  onTestFinished(() => void receiver.close());
  const address = receiver.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
  const { api, token } = people.lee;
  await using lee = await liveClient(server.url, token);
  const leads = await listen(lee);
  let shown: string[] = [];
  lee.socket.on('project:work', async ({ part }) => {
    if (part !== 'alerts') return;
    const { deliveries } = await api.send('GET', `/projects/${projectId}/alerts`, alertSettingsSchema);
    shown = deliveries.map(({ status }) => status);
  });
  expect(await api.codeOf('PUT', `/projects/${projectId}/webhook`, { url })).toBe(200);
  await expect.poll(leads.heard).toEqual(['alerts']);
  expect(await api.codeOf('POST', `/projects/${projectId}/webhook/test`)).toBe(204);
  await expect.poll(() => shown).toEqual(['waiting']);
  answer();
  await expect.poll(() => shown).toEqual(['delivered']);
});

test('W3: a page that comes back is told how long it was quiet, and one that has gone hears nothing', async () => {
  await using ann = await liveClient(server.url, people.ann.token);
  await using lee = await liveClient(server.url, people.lee.token);
  const [hers, leads] = [await listen(ann), await listen(lee)];
  const gone = { projectId, part: 'figures' } as const;
  expect(await lee.socket.emitWithAck('project:unsubscribe', gone)).toEqual({ ok: true });
  await draw(people.ann, ann, place.images[2].id);
  await expect.poll(hers.hasFigures).toBe(true);
  await expect.poll(leads.heard).toEqual(['pictures']);
  expect(leads.hasFigures()).toBe(false);
  const quiet = async (part: WorkPart): Promise<number> => {
    const reply = await lee.socket.emitWithAck('project:subscribe', { projectId, part });
    if ('code' in reply) throw new Error(reply.code);
    return reply.quietMs;
  };
  expect(await quiet('jobs')).toBeGreaterThan(await quiet('figures'));
});
