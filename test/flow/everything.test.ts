import { addInstance } from '@maskroom/shared/document/editDocument';
import type {
  EverythingDone,
  EverythingMasks,
  EverythingProgress,
  EverythingStarted,
} from '@maskroom/shared/protocol/everything';
import type { Failure } from '@maskroom/shared/protocol/socket';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { liveClient } from '../support/liveClient.ts';
import { discPicture } from '../support/pictures.ts';
import { addMember, createProject, type Member } from '../support/team.ts';
import { startServer, type TestServer } from '../support/testServer.ts';

let server: TestServer;
let place: Awaited<ReturnType<typeof createProject>>;
let ann: Member;
let viv: Member;
let imageId: string;

beforeAll(async () => {
  server = await startServer();
  const picture = await discPicture({ width: 600, height: 400, cx: 300, cy: 200, radius: 110 });
  place = await createProject(server.url, ['disc'], { 'disc.jpg': picture });
  imageId = place.images[0].id;
  ann = await addMember(place.admin, server.url, place.project.id, 'Ann', 'annotator');
  viv = await addMember(place.admin, server.url, place.project.id, 'Viv', 'viewer');
});
afterAll(() => server[Symbol.asyncDispose]());

/** Everything passes, so that what comes does not hang on how good the model is. */
const options = { points_per_side: 3, points_per_batch: 3, pred_iou_thresh: 0, stability_score_thresh: 0 };

/** A decode takes its time on a busy machine. */
const soon = <T>(read: () => T) => expect.poll(read, { timeout: 50_000 });

async function visitor(member: Member) {
  const client = await liveClient(server.url, member.token);
  const events: { masks: EverythingMasks[]; progress: EverythingProgress[]; done: EverythingDone[] } = {
    masks: [],
    progress: [],
    done: [],
  };
  client.socket.on('everything:masks', (event) => events.masks.push(event));
  client.socket.on('everything:progress', (event) => events.progress.push(event));
  client.socket.on('everything:done', (event) => events.done.push(event));
  return {
    ...client,
    events,
    start: (more: object = {}): Promise<EverythingStarted | Failure> =>
      client.socket
        .timeout(10_000)
        .emitWithAck('everything:start', { imageId, options: { ...options, ...more } }),
    cancel: (): Promise<unknown> =>
      client.socket.timeout(10_000).emitWithAck('everything:cancel', { imageId }),
    /** The masks on offer after all that came so far. */
    standing() {
      const masks = new Map(events.masks.flatMap((event) => event.masks).map((mask) => [mask.id, mask]));
      for (const id of events.masks.flatMap(({ withdrawn }) => withdrawn)) masks.delete(id);
      return masks;
    },
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  };
}

test('S42: masks come in batches with their places and the way so far, then one end', async () => {
  await using client = await visitor(ann);
  await client.openImage(imageId);
  const started = await client.start();
  if ('code' in started) throw new Error(started.code);
  expect(started.points).toBe(9);
  await soon(() => client.events.done).toEqual([{ imageId, runId: started.runId, status: 'done' }]);
  expect(client.events.progress.map(({ done, total }) => [done, total])).toEqual([
    [3, 9],
    [6, 9],
    [9, 9],
  ]);
  const masks = client.standing();
  expect(masks.size).toBeGreaterThan(0);
  const places = new Map(client.events.masks.flatMap((event) => event.places).map((at) => [at.id, at]));
  for (const id of masks.keys()) {
    const parentId = places.get(id)?.parentId ?? null;
    expect(places.get(id)?.level).toBe(parentId === null ? 0 : (places.get(parentId)?.level ?? -9) + 1);
  }
});

test('a batch of many masks is taken by an ordinary client', async () => {
  await using client = await visitor(ann);
  await client.openImage(imageId);
  await client.start({ points_per_side: 5, points_per_batch: 25, box_nms_thresh: 1 });
  await soon(() => client.events.done.map(({ status }) => status)).toEqual(['done']);
  expect(client.socket.connected).toBe(true);
  expect(client.standing().size).toBeGreaterThan(10);
});

test('S43: a mask that was accepted into the document is not offered again', async () => {
  await using client = await visitor(ann);
  await client.openImage(imageId);
  await client.start();
  await soon(() => client.events.done.length).toBe(1);
  const before = client.standing();
  const [chosen] = [...before.values()].sort((a, b) => b.predictedIou - a.predictedIou);
  const document = await client.openDocument(imageId);
  const fields = { label: place.project.labels[0].id, createdBy: ann.id, source: 'model' } as const;
  const geometry = new Uint8Array(chosen.geometry);
  const { predictedIou } = chosen;
  addInstance(document.doc, { id: 'accepted', geometry, predictedIou, ...fields }, 'test');
  await expect
    .poll(async () => (await client.openImage(imageId)) as { instances: number })
    .toMatchObject({ instances: 1 });
  client.events.masks.length = 0;
  await client.start();
  await soon(() => client.events.done.length).toBe(2);
  const after = client.standing();
  expect(after.has(chosen.id)).toBe(false);
  expect(after.size).toBeLessThan(before.size);
});

test('S41: one run a person; a cancel, a closed image and a lost connection each end it', async () => {
  await using client = await visitor(ann);
  await client.openImage(imageId);
  const long = { points_per_side: 64, points_per_batch: 1 };
  expect(await client.start(long)).toMatchObject({ ok: true });
  expect(await client.start(long)).toMatchObject({ code: 'rate-limited' });
  expect(await place.admin.codeOf('POST', `/images/${imageId}/everything`, { points_per_side: 1 })).toBe(200);
  await soon(() => client.events.progress.length).toBeGreaterThan(0);
  expect(await client.cancel()).toEqual({ ok: true });
  const heard = client.events.progress.length;
  await soon(() => client.events.done.map(({ status }) => status)).toEqual(['cancelled']);
  expect(await client.cancel()).toEqual({ ok: true });
  expect(client.events.progress.length).toBe(heard);

  expect(await client.start(long)).toMatchObject({ ok: true });
  await client.socket.emitWithAck('image:close', { imageId });
  await soon(() => client.events.done.map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
  await client.openImage(imageId);
  expect(await client.start(long)).toMatchObject({ ok: true });
  client.socket.disconnect();
  await using again = await visitor(ann);
  await again.openImage(imageId);
  await soon(() => again.start()).toMatchObject({ ok: true });
});

test('a call that hangs up is cancelled', async () => {
  const hal = await addMember(place.admin, server.url, place.project.id, 'Hal', 'annotator');
  const probe = () => hal.api.codeOf('POST', `/images/${imageId}/everything`, { points_per_side: 1 });
  const hangUp = new AbortController();
  const body = JSON.stringify({ points_per_side: 64 });
  const headers = { authorization: `Bearer ${hal.token}`, 'content-type': 'application/json' };
  const url = `${server.url}/api/v1/images/${imageId}/everything`;
  // Refused while the probe itself is under way: then it calls again.
  const call = async (): Promise<void> => {
    const response = await fetch(url, { method: 'POST', headers, body, signal: hangUp.signal });
    return response.status === 429 ? call() : undefined;
  };
  const called = call().catch(() => {});
  await soon(probe).toBe('rate-limited');
  hangUp.abort();
  await called;
  await soon(probe).toBe(200);
});

test('who may not predict, or has not opened the image, gets no masks', async () => {
  await using viewer = await visitor(viv);
  expect(await viewer.start()).toMatchObject({ code: 'not-found' });
  await viewer.openImage(imageId);
  expect(await viewer.start()).toMatchObject({ code: 'forbidden' });
  expect(await viv.api.codeOf('POST', `/images/${imageId}/everything`, {})).toBe('forbidden');
  await using client = await visitor(ann);
  await client.openImage(imageId);
  expect(await client.start({ points_per_side: 1e9 })).toMatchObject({ code: 'bad-request' });
});
