import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { modelListSchema, predictReplySchema } from '@maskroom/shared/protocol/http';
import type { Failure, ImageOpened, PromptReply } from '@maskroom/shared/protocol/socket';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openImageSession } from '../../web/connection/imageSession.ts';
import { liveClient } from '../support/liveClient.ts';
import { toyModels, writeToyModel } from '../support/onnx/toyModels.ts';
import { discPicture } from '../support/pictures.ts';
import { addMember, createProject, type Member } from '../support/team.ts';
import { startServer, type TestServer } from '../support/testServer.ts';

// Each test starts models' threads, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const PATIENCE_MS = 100_000;

const small = toyModels['sam, as EfficientViT-SAM'];
/** The same encoder, given other pictures: its embeddings are others. */
const otherwisePrepared = () => ({ ...small(), encoder: { ...small().encoder, mean: [100, 100, 100] } });

/** A whole server with the built-in model and two toys that are put there while it runs. */
let server: TestServer;
let place: Awaited<ReturnType<typeof createProject>>;
let ann: Member;
let bob: Member;
const disc = { width: 640, height: 480, cx: 300, cy: 240, radius: 90 };

beforeAll(async () => {
  server = await startServer();
  await server.app.ready();
  const pictures = await Promise.all([0, 1, 2].map((i) => discPicture({ ...disc, cx: disc.cx + 10 * i })));
  place = await createProject(
    server.url,
    ['disc'],
    Object.fromEntries(pictures.map((p, i) => [`${i}.jpg`, p])),
  );
  ann = await addMember(place.admin, server.url, place.project.id, 'Ann', 'annotator');
  bob = await addMember(place.admin, server.url, place.project.id, 'Bob', 'annotator');
  const models = join(server.dataFolder, 'models');
  await writeToyModel(join(models, 'toy-a'), small());
  await writeToyModel(join(models, 'toy-b'), otherwisePrepared());
  await writeToyModel(join(models, 'cut'), small());
  await writeFile(join(models, 'cut', 'encoder.onnx'), 'cut off');
  await mkdir(join(models, 'empty'));
});
afterAll(() => server[Symbol.asyncDispose]());

type Client = Awaited<ReturnType<typeof liveClient>>;

/** An opening with a model, by default the server's. */
async function openWith(client: Client, imageId: string, model?: string) {
  const reply: ImageOpened | Failure = await client.socket
    .timeout(PATIENCE_MS)
    .emitWithAck('image:open', { imageId, ...(model && { model }) });
  if ('code' in reply) throw new Error(reply.code);
  return reply;
}

const click = (client: Client, imageId: string, promptId: string): Promise<PromptReply> =>
  client.socket
    .timeout(PATIENCE_MS)
    .emitWithAck('prompt:set', { promptId, imageId, points: [[disc.cx, disc.cy, 1]] });

/** What this client hears of its models' embeddings that are ready: model and image. */
function hear(client: Client): string[] {
  const heard: string[] = [];
  client.socket.on('embedding:ready', ({ imageId, model }) => heard.push(`${model} ${imageId}`));
  return heard;
}

test('M12: what was uploaded is ready with the default model before anybody opens it', async () => {
  const encoding = async () => {
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    return /maskroom_model_encoding\{model="builtin"\} (\d+)/.exec(metrics)?.[1];
  };
  await expect.poll(encoding, { timeout: PATIENCE_MS }).toBe('0');
  await using client = await liveClient(server.url, bob.token);
  for (const { id } of place.images) expect(await openWith(client, id)).toMatchObject({ embedding: 'ready' });
});

test('M1: the server lists what is installed, and predicts with whichever is named', async () => {
  const { models } = await ann.api.send('GET', '/models', modelListSchema);
  expect(models.map(({ id, isDefault }) => [id, isDefault])).toEqual([
    ['builtin', true],
    ['cut', false],
    ['toy-a', false],
    ['toy-b', false],
  ]);
  const [{ id }] = place.images;
  const body = { points: [[disc.cx, disc.cy, 1]], model: 'toy-a' };
  const reply = await ann.api.send('POST', `/images/${id}/predict`, predictReplySchema, body);
  expect([reply.model, reply.candidates.length > 0]).toEqual(['toy-a', true]);
  const codeOf = (model: string) => ann.api.codeOf('POST', `/images/${id}/predict`, { ...body, model });
  expect([await codeOf('empty'), await codeOf('../builtin'), await codeOf('cut')]).toEqual([
    'model-unknown',
    'model-unknown',
    'model-failed',
  ]);
});

test('M4, M5: two people at two models hear of their own, one encode each however many look', async () => {
  const imageId = place.images[1].id;
  await using hers = await liveClient(server.url, ann.token);
  await using his = await liveClient(server.url, bob.token);
  await using hersAgain = await liveClient(server.url, ann.token);
  const [heardByHer, heardByHim] = [hear(hers), hear(his)];
  const opened = await Promise.all([
    openWith(hers, imageId, 'toy-a'),
    openWith(his, imageId),
    openWith(hersAgain, imageId, 'toy-a'),
  ]);
  expect(opened.map(({ model }) => model)).toEqual([
    { id: 'toy-a', name: 'Toy' },
    { id: 'builtin', name: 'Built-in segmenter' },
    { id: 'toy-a', name: 'Toy' },
  ]);
  const replies = await Promise.all([
    click(hers, imageId, 'a'),
    click(his, imageId, 'b'),
    click(hersAgain, imageId, 'c'),
  ]);
  expect(replies.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
  expect(replies[2].candidates).toEqual(replies[0].candidates);
  expect(replies[1].candidates).not.toEqual(replies[0].candidates);
  await expect.poll(() => heardByHer).toEqual([`toy-a ${imageId}`]);
  // His was there since the upload.
  expect(heardByHim).toEqual([]);
});

test('M3, M4: changing over supersedes what is under way, the clicks so far are answered anew, a bad choice changes nothing', async () => {
  const imageId = place.images[0].id;
  await using client = await liveClient(server.url, ann.token);
  const heard = hear(client);
  await openWith(client, imageId, 'toy-b');
  const underWay = click(client, imageId, 'before');
  expect(await openWith(client, imageId, 'builtin')).toMatchObject({ model: { id: 'builtin' } });
  expect((await underWay).status).toBe('superseded');
  const first = await click(client, imageId, 'after');
  expect(first.status).toBe('done');
  await expect(openWith(client, imageId, 'cut')).rejects.toThrow('model-failed');
  await expect(openWith(client, imageId, 'nowhere')).rejects.toThrow('model-unknown');
  expect(await openWith(client, imageId)).toMatchObject({ model: { id: 'builtin' }, embedding: 'ready' });
  expect((await click(client, imageId, 'still')).candidates).toEqual(first.candidates);
  expect(heard.filter((event) => event.startsWith('toy-b'))).toEqual([]);
});

test('M8: the next pictures are ready when they are opened', async () => {
  const [first, second, third] = place.images;
  await using client = await liveClient(server.url, ann.token);
  await openWith(client, first.id, 'toy-b');
  const bytes = async () => {
    const { models } = await (await fetch(`${server.url}/readyz`)).json();
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    return [models['toy-b'], /maskroom_model_encoding\{model="toy-b"\} (\d+)/.exec(metrics)?.[1]];
  };
  await expect.poll(bytes, { timeout: PATIENCE_MS }).toEqual(['ready', '0']);
  for (const { id } of [second, third])
    expect(await openWith(client, id, 'toy-b')).toMatchObject({ embedding: 'ready' });
});

test('a tab that wants a model which is not there works with the server’s own, and stays with what it has', async () => {
  const imageId = place.images[0].id;
  await using client = await liveClient(server.url, ann.token);
  const session = openImageSession(client.socket, imageId, 'gone');
  const refused: string[] = [];
  session.onModelRefused(({ code }) => refused.push(code));
  const state = () => [session.answering.getState().model?.id, session.embedding.getState().state];
  const becomes = (model: string) => expect.poll(state, { timeout: PATIENCE_MS }).toEqual([model, 'ready']);
  await becomes('builtin');
  expect(refused).toEqual(['model-unknown']);
  session.changeModel('toy-b');
  session.changeModel('toy-a');
  await becomes('toy-a');
  session.changeModel('cut');
  await expect.poll(() => refused).toEqual(['model-unknown', 'model-failed']);
  await becomes('toy-a');
  client.socket.io.engine.close();
  await expect.poll(() => session.isOpen).toBe(false);
  await becomes('toy-a');
  await expect.poll(() => session.isOpen, { timeout: PATIENCE_MS }).toBe(true);
  expect(session.answering.getState().model?.id).toBe('toy-a');
  session.close();
});
