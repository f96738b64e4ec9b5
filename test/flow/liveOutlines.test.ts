import { randomUUID } from 'node:crypto';
import { addInstance, deleteInstance, setGeometry } from '@maskroom/shared/document/editDocument';
import { decodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { polygonBox } from '@maskroom/shared/geometry/measure';
import { instanceListSchema, uploadReportSchema } from '@maskroom/shared/protocol/http';
import {
  MOST_OUTLINES,
  type MonitorChange,
  type MonitoredPicture,
  OUTLINE_SPAN,
  type PersonMoved,
} from '@maskroom/shared/protocol/monitor';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { square } from '../support/documentPeople.ts';
import { type LiveClient, liveClient, type OpenDocument } from '../support/liveClient.ts';
import { disc, type LiveScene, openLiveScene } from '../support/liveScene.ts';
import { discPicture } from '../support/pictures.ts';
import { filesOf } from '../support/team.ts';

/** Outlines are gathered for a second, and wait while the server has more to do. */
const slowly = { timeout: 20_000 };

let scene: LiveScene;
let otherId: string;
beforeAll(async () => {
  scene = await openLiveScene();
  const bytes = await discPicture({ width: 300, height: 600, cx: 100, cy: 100, radius: 40 });
  const path = `/projects/${scene.place.project.id}/images`;
  const body = filesOf({ 'other.jpg': bytes });
  otherId = (await scene.place.admin.send('POST', path, uploadReportSchema, body)).images[0].id;
});
afterAll(() => scene.server[Symbol.asyncDispose]());

/** Enters the live room; the pictures as the page would have them, and every message that made them so. */
async function enter({ socket }: LiveClient) {
  const told: Extract<MonitorChange, { kind: 'picture' | 'outlines' }>[] = [];
  const pictures = new Map<string, MonitoredPicture>();
  socket.on('monitor:change', (change) => {
    if (change.kind === 'picture') pictures.set(change.picture.imageId, change.picture);
    if (change.kind === 'picture' || change.kind === 'outlines') told.push(change);
    if (change.kind !== 'outlines') return;
    for (const { gone, imageId, put, total } of change.pictures) {
      const picture = pictures.get(imageId);
      if (!picture) throw new Error('a change came of a picture that was not told');
      const out = new Set([...gone, ...put.map(({ id }) => id)]);
      const outlines = [...picture.outlines.filter(({ id }) => !out.has(id)), ...put];
      pictures.set(imageId, { ...picture, total, outlines });
    }
  });
  await socket.emitWithAck('monitor:subscribe', { projectId: scene.place.project.id });
  const ids = (imageId: string) => pictures.get(imageId)?.outlines.map(({ id }) => id);
  return { told, pictures, ids };
}

function draw({ doc }: OpenDocument, x: number, y: number, side = 30): string {
  const id = randomUUID();
  const by = { createdBy: scene.people.ann.id, source: 'manual', predictedIou: null } as const;
  const label = scene.place.project.labels[0].id;
  addInstance(doc, { id, label, geometry: square(x, y, side), ...by }, 'test');
  return id;
}

const stored = async (imageId: string) => {
  const path = `/images/${imageId}/instances`;
  return (await scene.people.lee.api.send('GET', path, instanceListSchema)).instances;
};

/** Bounds in px of the picture. */
function boxOf({ height, outlines, width }: MonitoredPicture, id: string): number[] {
  const outline = outlines.find((one) => one.id === id)?.outline ?? '';
  const decoded = decodeGeometry(Buffer.from(outline, 'base64'));
  if (!decoded.ok) throw new Error(decoded.error);
  return polygonBox(decoded.value).map((value) => (value * Math.max(width, height)) / OUTLINE_SPAN);
}

test('L6: outlines come whole first and then what changed, of pictures that somebody has open, to who looks', async () => {
  const { imageId, people, server } = scene;
  await using ann = await liveClient(server.url, people.ann.token);
  await using lee = await liveClient(server.url, people.lee.token);
  const hers = await ann.openDocument(imageId);
  const first = draw(hers, 90, 60);
  await expect.poll(() => stored(imageId), slowly).toMatchObject([{ id: first }]);

  const room = await enter(lee);
  await ann.openImage(imageId);
  await expect.poll(() => room.ids(imageId), slowly).toEqual([first]);
  const whole = room.pictures.get(imageId);
  expect(whole).toMatchObject({ width: disc.width, height: disc.height, total: 1 });
  expect(whole?.outlines[0].labelId).toBe(scene.place.project.labels[0].id);
  for (const [i, value] of [90, 60, 120, 90].entries())
    expect(Math.abs((whole ? boxOf(whole, first) : [])[i] - value)).toBeLessThan(1);

  const second = draw(hers, 200, 60);
  await expect.poll(() => room.ids(imageId), slowly).toEqual([first, second]);
  setGeometry(hers.doc, first, square(300, 300, 60), 'test');
  await expect.poll(() => room.ids(imageId), slowly).toEqual([second, first]);
  deleteInstance(hers.doc, second, 'test');
  await expect.poll(() => room.ids(imageId), slowly).toEqual([first]);
  expect(room.told.map(({ kind }) => kind)).toEqual(['picture', 'outlines', 'outlines', 'outlines']);
  expect(room.told[2]).toMatchObject({ pictures: [{ total: 2, gone: [], put: [{ id: first }] }] });
  expect(room.told[3]).toMatchObject({ pictures: [{ total: 1, gone: [second], put: [] }] });

  await using rea = await liveClient(server.url, people.rea.token);
  const late = await enter(rea);
  await using other = await liveClient(server.url, people.lee.token);
  const again = await enter(other);
  await expect.poll(() => again.pictures.get(imageId), slowly).toEqual(room.pictures.get(imageId));
  expect(late.told).toEqual([]);

  await ann.openImage(otherId);
  await expect
    .poll(() => room.pictures.get(otherId), slowly)
    .toMatchObject({ width: 300, total: 0, outlines: [] });
});

test('L6: what a decision leaves as it is drawn is not told', async () => {
  const { imageId, people, server } = scene;
  await using ann = await liveClient(server.url, people.ann.token);
  await using rea = await liveClient(server.url, people.rea.token);
  await using lee = await liveClient(server.url, people.lee.token);
  await ann.openImage(imageId);
  const hers = await ann.openDocument(imageId);
  const room = await enter(lee);
  const id = draw(hers, 20, 20);
  await expect.poll(() => room.ids(imageId), slowly).toContain(id);
  const before = room.told.length;
  const geometryHash = String((await stored(imageId)).find((one) => one.id === id)?.geometryHash);
  const decided = await rea.decide({ imageId, instanceId: id, decision: 'rejected', geometryHash });
  expect(decided).toMatchObject({ ok: true });
  const behind = draw(hers, 60, 20);
  await expect.poll(() => room.ids(imageId), slowly).toContain(behind);
  expect(room.told.slice(before)).toMatchObject([
    { kind: 'outlines', pictures: [{ put: [{ id: behind }], gone: [] }] },
  ]);
});

test('L7: the newest outlines of a crowded picture are told and the rest is counted; older ones take the place of what went', async () => {
  const { people, server } = scene;
  await using ann = await liveClient(server.url, people.ann.token);
  await using lee = await liveClient(server.url, people.lee.token);
  await ann.openImage(otherId);
  const hers = await ann.openDocument(otherId);
  const room = await enter(lee);
  await expect.poll(() => room.ids(otherId), slowly).toEqual([]);
  const drawn = Array.from({ length: MOST_OUTLINES + 40 }, (_, i) =>
    draw(hers, (i % 14) * 20, Math.floor(i / 14) * 20, 15),
  );
  await expect.poll(() => room.pictures.get(otherId)?.total, slowly).toBe(drawn.length);
  await expect.poll(() => room.ids(otherId), slowly).toEqual(drawn.slice(40));
  for (const id of drawn.slice(60)) deleteInstance(hers.doc, id, 'test');
  await expect.poll(() => room.ids(otherId), slowly).toEqual(drawn.slice(0, 60));
  expect(room.pictures.get(otherId)?.total).toBe(60);
});

test('L8: who follows somebody is told where they are and where they go, and nobody but leads may', async () => {
  const { imageId, people, place, server } = scene;
  const projectId = place.project.id;
  await using ann = await liveClient(server.url, people.ann.token);
  await using ben = await liveClient(server.url, people.ben.token);
  await using lee = await liveClient(server.url, people.lee.token);
  const follow = ({ socket }: LiveClient, at?: string) =>
    socket.emitWithAck('monitor:follow', { projectId, userId: people.ann.id, imageId: at });
  const moves: PersonMoved[] = [];
  lee.socket.on('monitor:moved', (moved) => moves.push(moved));
  const where = { projectId, userId: people.ann.id };
  expect(await follow(ben)).toMatchObject({ code: 'forbidden' });
  // Whoever has just closed a picture may be on the way to the next one.
  await expect.poll(() => follow(lee), slowly).toEqual({ ...where, imageId: null });
  moves.length = 0;
  await ann.openImage(imageId);
  await ann.openImage(otherId);
  await ben.openImage(imageId);
  const went = (...ids: string[]) => ids.map((id) => ({ ...where, imageId: id }));
  await expect.poll(() => moves).toEqual(went(imageId, otherId));
  expect(await follow(lee, imageId)).toEqual({ ...where, imageId });
  await ann.socket.emitWithAck('image:close', { imageId });
  await expect.poll(() => moves).toEqual(went(imageId, otherId, otherId));
  expect(await lee.socket.emitWithAck('monitor:unfollow', {})).toEqual({ ok: true });
  const before = moves.length;
  await ann.openImage(imageId);
  expect(await follow(lee)).toEqual({ ...where, imageId });
  expect(moves).toHaveLength(before);
});
