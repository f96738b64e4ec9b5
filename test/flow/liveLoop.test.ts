import { readInstances } from '@maskroom/shared/document/documentModel';
import { addInstance, setGeometry } from '@maskroom/shared/document/editDocument';
import { decodeGeometry, encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import { polygonArea } from '@maskroom/shared/geometry/measure';
import type { MaskCandidate } from '@maskroom/shared/prompt/prompt';
import { instanceListSchema } from '@maskroom/shared/protocol/http';
import { queueSchema } from '@maskroom/shared/protocol/queue';
import type { Failure } from '@maskroom/shared/protocol/socket';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { liveClient, type OpenDocument } from '../support/liveClient.ts';
import { discPicture } from '../support/pictures.ts';
import { openRawLive, type RawLiveClient } from '../support/rawLiveClient.ts';
import { addMember, createProject, type Member } from '../support/team.ts';
import { startServer, type TestServer } from '../support/testServer.ts';

const disc = { width: 900, height: 600, cx: 420, cy: 310, radius: 150 };

let server: TestServer;
let people: { ann: Member; ben: Member; rea: Member; lee: Member; viv: Member };
let place: Awaited<ReturnType<typeof createProject>>;
let imageId: string;

beforeAll(async () => {
  server = await startServer();
  place = await createProject(server.url, ['disc', 'other'], { 'disc.jpg': await discPicture(disc) });
  imageId = place.images[0].id;
  const add = (name: string, role: 'annotator' | 'reviewer' | 'lead' | 'viewer') =>
    addMember(place.admin, server.url, place.project.id, name, role);
  people = {
    ann: await add('Ann', 'annotator'),
    ben: await add('Ben', 'annotator'),
    rea: await add('Rea', 'reviewer'),
    lee: await add('Lee', 'lead'),
    viv: await add('Viv', 'viewer'),
  };
});

afterAll(() => server[Symbol.asyncDispose]());

let nextPrompt = 0;
const click = (x: number, y: number) => ({
  promptId: `p${nextPrompt++}`,
  imageId,
  points: [[x, y, 1] as [number, number, 1]],
});

function accept(document: OpenDocument, owner: Member, candidate: MaskCandidate): string {
  const id = crypto.randomUUID();
  const geometry = new Uint8Array(candidate.geometry);
  const label = place.project.labels[0].id;
  addInstance(
    document.doc,
    { id, label, geometry, createdBy: owner.id, source: 'model', predictedIou: candidate.predictedIou },
    'test',
  );
  return id;
}

const isFailure = (reply: object): reply is Failure => 'code' in reply;
const idsIn = (document: OpenDocument): string[] => readInstances(document.doc).map(({ id }) => id);

test('a click becomes three candidates, an accepted one a polygon that everyone on the image has', async () => {
  await using ann = await liveClient(server.url, people.ann.token);
  await using ben = await liveClient(server.url, people.ben.token);
  expect(await ann.openImage(imageId)).toMatchObject({ imageId, width: disc.width, height: disc.height });
  await ben.openImage(imageId);
  const preview = new Promise((resolve) => ben.socket.once('preview:show', resolve));

  const reply = await ann.prompt(click(disc.cx, disc.cy));
  expect(reply).toMatchObject({ status: 'done' });
  expect(reply.candidates).toHaveLength(3);
  const scores = reply.candidates.map(({ predictedIou }) => predictedIou);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  expect(await preview).toMatchObject({ userId: people.ann.id, userName: 'Ann', imageId });

  const areas = reply.candidates.map(({ geometry }) => {
    const polygon = decodeGeometry(new Uint8Array(geometry));
    return polygon.ok ? polygonArea(polygon.value) : 0;
  });
  const trueArea = Math.PI * disc.radius ** 2;
  expect(Math.min(...areas.map((area) => Math.abs(area / trueArea - 1)))).toBeLessThan(0.25);

  const hers = await ann.openDocument(imageId);
  const his = await ben.openDocument(imageId);
  const id = accept(hers, people.ann, reply.candidates[0]);
  await expect.poll(() => idsIn(his)).toContain(id);
});

test('exactly one terminal reply comes for every prompt of a stroke, and the last one wins', async () => {
  await using ann = await liveClient(server.url, people.ann.token);
  await ann.openImage(imageId);
  const replies = await Promise.all(
    Array.from({ length: 40 }, (_, i) => ann.prompt({ ...click(200 + i * 5, 300), hover: true })),
  );
  expect(new Set(replies.map(({ promptId }) => promptId)).size).toBe(40);
  expect(replies.every(({ status }) => status === 'done' || status === 'superseded')).toBe(true);
  expect(replies.at(-1)?.status).toBe('done');
  expect(replies.filter(({ status }) => status === 'superseded').length).toBeGreaterThan(10);
});

test('R12: a client that dies between prompt and mask leaves nothing behind; the same id sent again ends once', async () => {
  for (const afterMs of [0, 5, 20, 60]) {
    const prompt = JSON.stringify(click(300 + afterMs, 310));
    using dead = await openRawLive(server.url, people.ann.token);
    const ask = (client: RawLiveClient, id: number) => client.send(`42${id}["prompt:set",${prompt}]`);
    dead.send(`421["image:open",{"imageId":"${imageId}"}]`);
    await dead.packet('431[');
    ask(dead, 2);
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    dead.socket.terminate();
    await dead.closed;

    using again = await openRawLive(server.url, people.ann.token);
    again.send(`421["image:open",{"imageId":"${imageId}"}]`);
    await again.packet('431[');
    ask(again, 2);
    ask(again, 3);
    // An acknowledgement with bytes in it says how many before its number.
    const ends = () => again.received.filter((packet) => /^4(3|6\d+-)[23]\[/.test(packet));
    await expect.poll(() => ends().length, { timeout: 10_000 }).toBe(2);
    const [first, second] = ends().map((packet) => packet.slice(packet.indexOf('[')));
    expect(first).toContain('"status":"done"');
    expect(second).toBe(first);
    expect(await again.answers()).toBe(true);
    expect(ends()).toEqual([]);
  }
  // Nothing of the dead ones stands before anybody else's click.
  await using ben = await liveClient(server.url, people.ben.token);
  await ben.openImage(imageId);
  expect(await ben.prompt(click(disc.cx, disc.cy))).toMatchObject({ status: 'done' });
});

test('prompts that cannot be answered get an error reply, and the socket lives on', async () => {
  await using ann = await liveClient(server.url, people.ann.token);
  await using viv = await liveClient(server.url, people.viv.token);
  expect(await ann.prompt(click(1, 1))).toMatchObject({ status: 'error', code: 'not-found' });
  await ann.openImage(imageId);
  await viv.openImage(imageId);
  const wrong: [string, unknown][] = [
    ['prompt-outside', click(-50, 20)],
    ['prompt-outside', click(disc.width + 40, 20)],
    ['prompt-invalid', { ...click(1, 1), points: [] }],
    ['prompt-invalid', { ...click(1, 1), points: [], box: [300, 300, 100, 100] }],
    ['bad-request', { ...click(1, 1), points: [[Number.NaN, 1, 1]] }],
    ['bad-request', { ...click(1, 1), points: [['1', 1, 1]] }],
    ['bad-request', { ...click(1, 1), points: Array.from({ length: 10_000 }, () => [1, 1, 1]) }],
    ['bad-request', { ...click(1, 1), imageId: '__proto__'.repeat(50) }],
    ['bad-request', null],
    ['bad-request', 'prompt'],
  ];
  for (const [code, payload] of wrong) {
    expect(await ann.promptAnything(payload), JSON.stringify(payload)?.slice(0, 80)).toMatchObject({
      status: 'error',
      code,
    });
  }
  expect(await viv.prompt(click(300, 300))).toMatchObject({ status: 'error', code: 'forbidden' });
  expect(await ann.prompt(click(300, 300))).toMatchObject({ status: 'done' });
});

test('an image of another project is as good as none', async () => {
  const other = await createProject(server.url, ['x'], {
    'o.jpg': await discPicture({ ...disc, radius: 90 }),
  });
  await using ann = await liveClient(server.url, people.ann.token);
  expect(await ann.openImage(other.images[0].id)).toMatchObject({ code: 'not-found' });
  expect(await ann.openImage('no-such-image')).toMatchObject({ code: 'not-found' });
  expect(await people.ann.api.codeOf('GET', `/images/${other.images[0].id}`)).toBe('not-found');
  expect(await people.ann.api.codeOf('GET', `/images/${other.images[0].id}/file`)).toBe('not-found');
  expect(await people.ann.api.codeOf('GET', `/projects/${other.project.id}/export?format=coco`)).toBe(
    'not-found',
  );
});

test('a reviewer decides while it is drawn; changed shapes and own work refuse; the lead sees it all', async () => {
  await using ann = await liveClient(server.url, people.ann.token);
  await using rea = await liveClient(server.url, people.rea.token);
  await using lee = await liveClient(server.url, people.lee.token);
  await ann.openImage(imageId);
  await rea.openImage(imageId);
  const changes: unknown[] = [];
  lee.socket.on('monitor:change', (change) => changes.push(change));
  const state = new Promise((resolve) => lee.socket.once('monitor:state', resolve));
  expect(await ann.socket.emitWithAck('monitor:subscribe', { projectId: place.project.id })).toMatchObject({
    code: 'forbidden',
  });
  expect(await lee.socket.emitWithAck('monitor:subscribe', { projectId: place.project.id })).toEqual({
    ok: true,
  });
  expect(await state).toMatchObject({ projectId: place.project.id });

  const reply = await ann.prompt(click(disc.cx, disc.cy));
  const hers = await ann.openDocument(imageId);
  const theirs = await rea.openDocument(imageId);
  const id = accept(hers, people.ann, reply.candidates[0]);
  await expect.poll(() => idsIn(theirs)).toContain(id);

  const seen = geometryHash(new Uint8Array(reply.candidates[0].geometry));
  const redrawn = encodeGeometry([
    [
      [
        [100, 100],
        [300, 100],
        [300, 300],
      ],
    ],
  ]);
  setGeometry(hers.doc, id, redrawn, 'test');
  await expect
    .poll(() => readInstances(theirs.doc).find((instance) => instance.id === id)?.geometry.length)
    .toBe(redrawn.length);
  const stale = await rea.decide({ imageId, instanceId: id, decision: 'accepted', geometryHash: seen });
  expect(stale).toMatchObject({ code: 'geometry-changed', geometryHash: geometryHash(redrawn) });

  const told = new Promise((resolve) => ann.socket.once('review:decided', resolve));
  expect(
    await ann.decide({ imageId, instanceId: id, decision: 'accepted', geometryHash: geometryHash(redrawn) }),
  ).toMatchObject({ code: 'forbidden' });
  expect(
    await rea.decide({ imageId, instanceId: id, decision: 'accepted', geometryHash: geometryHash(redrawn) }),
  ).toEqual({ ok: true });
  expect(await told).toMatchObject({
    instanceId: id,
    decision: 'accepted',
    by: people.rea.id,
    byName: 'Rea',
  });

  const own = accept(theirs, people.rea, reply.candidates[1]);
  await expect.poll(() => idsIn(hers)).toContain(own);
  const ownHash = geometryHash(new Uint8Array(reply.candidates[1].geometry));
  expect(
    await rea.decide({ imageId, instanceId: own, decision: 'accepted', geometryHash: ownHash }),
  ).toMatchObject({ code: 'own-work' });

  setGeometry(
    hers.doc,
    id,
    encodeGeometry([
      [
        [
          [0, 0],
          [9, 0],
          [9, 9],
        ],
      ],
    ]),
    'test',
  );
  await expect.poll(() => readInstances(hers.doc).find((i) => i.id === id)?.geometry).toEqual(redrawn);
  await expect
    .poll(() => changes.at(-1))
    .toMatchObject({ kind: 'session', session: { userName: expect.any(String), imageName: 'disc.jpg' } });
});

test('the queue holds what is undecided, lowest predicted IoU first, and the API gives rings in pixels', async () => {
  const queue = await people.rea.api.send('GET', `/projects/${place.project.id}/queue`, queueSchema);
  const scores = queue.items.map(({ predictedIou }) => predictedIou ?? 2);
  expect(queue.items.length).toBeGreaterThan(0);
  expect(scores).toEqual([...scores].sort((a, b) => a - b));
  expect(queue.items.every(({ decision }) => decision === 'none')).toBe(true);
  const { instances } = await people.viv.api.send('GET', `/images/${imageId}/instances`, instanceListSchema);
  expect(instances.length).toBeGreaterThan(queue.items.length);
  expect(isFailure(instances[0])).toBe(false);
  for (const { polygon, area } of instances) expect(Math.abs(polygonArea(polygon) - area)).toBeLessThan(1);
});
