import { readInstances } from '@maskroom/shared/document/documentModel';
import { setGeometry } from '@maskroom/shared/document/editDocument';
import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import { polygonArea } from '@maskroom/shared/geometry/measure';
import { instanceListSchema } from '@maskroom/shared/protocol/http';
import type { MonitoredSession } from '@maskroom/shared/protocol/monitor';
import { queueSchema } from '@maskroom/shared/protocol/queue';
import type { Failure } from '@maskroom/shared/protocol/socket';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { liveClient } from '../support/liveClient.ts';
import { disc, idsIn, type LiveScene, openLiveScene } from '../support/liveScene.ts';

let server: LiveScene['server'];
let place: LiveScene['place'];
let people: LiveScene['people'];
let imageId: LiveScene['imageId'];
let click: LiveScene['click'];
let accept: LiveScene['accept'];

beforeAll(async () => {
  ({ server, place, people, imageId, click, accept } = await openLiveScene());
});
afterAll(() => server[Symbol.asyncDispose]());

const isFailure = (reply: object): reply is Failure => 'code' in reply;

test('a reviewer decides while it is drawn; changed shapes and own work refuse; the lead sees it all', async () => {
  await using ann = await liveClient(server.url, people.ann.token);
  await using rea = await liveClient(server.url, people.rea.token);
  await using lee = await liveClient(server.url, people.lee.token);
  await ann.openImage(imageId);
  await rea.openImage(imageId);
  const sessions: MonitoredSession[] = [];
  lee.socket.on('monitor:change', (change) => {
    if (change.kind === 'sessions') sessions.push(...change.sessions);
  });
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
  ).toMatchObject({ ok: true });
  expect(await told).toMatchObject({
    instanceId: id,
    decision: 'accepted',
    by: people.rea.id,
    byName: 'Rea',
  });

  const unseen = {
    imageId,
    instanceId: id,
    decision: 'rejected',
    geometryHash: geometryHash(redrawn),
  } as const;
  expect(await lee.decide({ ...unseen, seen: null })).toMatchObject({
    code: 'decided-meanwhile',
    standing: { decision: 'accepted', by: people.rea.id, byName: 'Rea', reason: null },
    geometryHash: geometryHash(redrawn),
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
    .poll(() => sessions)
    .toContainEqual(expect.objectContaining({ userName: 'Ann', imageName: 'disc.jpg' }));
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
