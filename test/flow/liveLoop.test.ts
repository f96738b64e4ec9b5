import { decodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { polygonArea } from '@maskroom/shared/geometry/measure';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { liveClient } from '../support/liveClient.ts';
import { disc, idsIn, type LiveScene, openLiveScene } from '../support/liveScene.ts';
import { discPicture } from '../support/pictures.ts';
import { openRawLive, type RawLiveClient } from '../support/rawLiveClient.ts';
import { createProject } from '../support/team.ts';

let server: LiveScene['server'];
let people: LiveScene['people'];
let imageId: LiveScene['imageId'];
let click: LiveScene['click'];
let accept: LiveScene['accept'];

beforeAll(async () => {
  ({ server, people, imageId, click, accept } = await openLiveScene());
});
afterAll(() => server[Symbol.asyncDispose]());

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
    await expect.poll(() => ends().length).toBe(2);
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
