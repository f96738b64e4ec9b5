import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReplicaState } from '@maskroom/server/inference/remote/ReplicaWatch.ts';
import { type ImageEmbedding, openSegmenter, type Segmenter } from '@maskroom/server/inference/segmenter.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { answerFaults, serverFaults } from '../../../support/kserve/kserveFaults.ts';
import {
  type KserveServer,
  type KserveServerOptions,
  manifestAlone,
  startKserveServer,
} from '../../../support/kserve/kserveServer.ts';
import { toyModels, writeToyModel } from '../../../support/onnx/toyModels.ts';

/** Long enough for a busy machine; what waits for its end is slow. */
const TIMEOUT_MS = 5_000;
const image = { width: 40, height: 30 };
const request = { prompt: { points: [[20, 15, 1] as const] }, multimask: true };
/** Longer than a server that failed is left alone when there is no other. */
const soon = { timeout: 30_000, interval: 50 };

let folder: string;
let folderAlone: string;
beforeAll(async () => {
  folder = await writeToyModel(
    await mkdtemp(join(tmpdir(), 'maskroom-replicas-')),
    toyModels['sam, as EfficientViT-SAM'](),
  );
  folderAlone = await manifestAlone(folder);
});
afterAll(async () => {
  for (const path of [folder, folderAlone]) await rm(path, { recursive: true, force: true });
});

let replicas: KserveServer[] = [];
let segmenter: Segmenter;
let changes: ReplicaState[] = [];
async function open(count: number, options: Omit<KserveServerOptions, 'folder'> = {}) {
  replicas = await Promise.all(
    Array.from({ length: count }, () => startKserveServer({ folder, ...options })),
  );
  changes = [];
  segmenter = await openSegmenter(folderAlone, {
    remote: {
      urls: replicas.map(({ url }) => url),
      slots: 1,
      timeoutMs: TIMEOUT_MS,
      longestPauseMs: 300,
      onReplica: (state) => changes.push(state),
    },
  });
}
async function close() {
  await segmenter.close();
  await Promise.all(replicas.map((replica) => replica.stop()));
}

const encode = async (shade = 128): Promise<ImageEmbedding> => {
  const size = segmenter.contentSize(image);
  const content = { ...size, data: new Uint8Array(size.width * size.height * 3).fill(shade) };
  return (await segmenter.encode(content, image)).embedding;
};
const decoded = ({ asked }: KserveServer) => asked.filter((name) => name === 'toy-decoder').length;

describe('two servers', () => {
  let embedding: ImageEmbedding;
  let first: KserveServer;
  let second: KserveServer;
  beforeAll(async () => {
    await open(2);
    embedding = await encode();
    await segmenter.decode(embedding, request);
    [first, second] = replicas.toSorted((a, b) => decoded(b) - decoded(a));
  });
  beforeEach(() => {
    changes = [];
    for (const replica of replicas) replica.fault = null;
  });
  afterAll(close);

  const untilAskedAgain = () =>
    vi.waitFor(async () => {
      const before = decoded(first);
      await segmenter.decode(embedding, request);
      expect(decoded(first)).toBeGreaterThan(before);
    }, soon);

  test('the same picture goes to the same server, pictures go to both', async () => {
    for (let i = 0; i < 4; i++) await segmenter.decode(embedding, request);
    expect([decoded(first), decoded(second)]).toEqual([5, 0]);
    for (let shade = 0; decoded(second) === 0; shade++) await segmenter.decode(await encode(shade), request);
  });

  test.each(Object.entries(serverFaults))(
    'one that %s is left alone, the other answers',
    async (_, fault) => {
      const right = await segmenter.decode(embedding, request);
      first.fault = fault;
      const answers = await Promise.all([1, 2, 3].map(() => segmenter.decode(embedding, request)));
      for (const { candidates } of answers) expect(candidates).toEqual(right.candidates);
      await expect.poll(() => changes.some(({ usable, url }) => !usable && url === first.url)).toBe(true);
      first.fault = null;
      await vi.waitFor(async () => {
        const before = decoded(first);
        await segmenter.decode(embedding, request);
        expect(decoded(first)).toBeGreaterThan(before);
      }, soon);
    },
  );

  test.each(Object.entries(answerFaults))(
    'one that %s: the other is asked, neither is left alone',
    async (_, fault) => {
      first.fault = fault;
      expect((await segmenter.decode(embedding, request)).candidates.length).toBeGreaterThan(0);
      second.fault = fault;
      await expect(segmenter.decode(embedding, request)).rejects.toMatchObject({ code: 'model-failed' });
      first.fault = null;
      expect((await segmenter.decode(embedding, request)).candidates.length).toBeGreaterThan(0);
      expect(changes.filter(({ usable }) => !usable)).toEqual([]);
    },
  );

  test('one that stops is not missed, and asked again when it is back', async () => {
    await first.stop();
    expect((await segmenter.decode(embedding, request)).candidates.length).toBeGreaterThan(0);
    await first.start();
    await untilAskedAgain();
  });
});

describe('one server', () => {
  beforeAll(() => open(1), 60_000);
  afterAll(close);

  test('a question that it never answers fails within its time, and it works again when it does', async () => {
    const [only] = replicas;
    const embedding = await encode();
    only.fault = serverFaults['never answers'];
    const asked = await Promise.all(
      Array.from({ length: 6 }, () => segmenter.decode(embedding, request).catch((problem) => problem)),
    );
    for (const problem of asked) {
      expect(problem).toMatchObject({ code: 'unavailable' });
      expect(problem.message).not.toContain('127.0.0.1');
    }
    await expect(segmenter.check()).rejects.toMatchObject({ code: 'unavailable' });
    only.fault = null;
    await vi.waitFor(() => segmenter.check(), soon);
    expect((await segmenter.decode(embedding, request)).candidates.length).toBeGreaterThan(0);
  });

  test('one that is to stop is not asked any more', async () => {
    replicas[0].isReady = false;
    await vi.waitFor(() => expect(segmenter.check()).rejects.toMatchObject({ code: 'unavailable' }), soon);
    expect(changes.at(-1)?.reason).toContain('not ready');
    replicas[0].isReady = true;
    await vi.waitFor(() => segmenter.check(), soon);
  });

  test('closing ends a question that nobody answers', async () => {
    const embedding = await encode();
    const [only] = replicas;
    only.fault = serverFaults['never answers'];
    only.asked = [];
    const asked = segmenter.decode(embedding, request).catch((problem) => problem);
    await vi.waitFor(() => expect(decoded(only)).toBe(1), soon);
    await segmenter.close();
    expect(await asked).toMatchObject({ code: 'unavailable' });
  });
});

test('an embedding is sent once, and again when the server has forgotten it', async () => {
  await open(1, { keepsEmbeddings: true });
  const [only] = replicas;
  const embedding = await encode();
  const right = await segmenter.decode(embedding, request);
  expect(only.lastInputs).toContain('image_embeddings');
  expect((await segmenter.decode(embedding, request)).candidates).toEqual(right.candidates);
  expect(only.lastInputs).toEqual(['embedding_key', 'point_coords', 'point_labels']);
  only.forget();
  expect((await segmenter.decode(embedding, request)).candidates).toEqual(right.candidates);
  expect(only.lastInputs).toContain('image_embeddings');
  await close();
});

test('a server without the right model is refused at start, by the tensor’s name; one that is not there is waited for', async () => {
  await open(1);
  const { url } = replicas[0];
  const remote = { urls: [url], slots: 1, timeoutMs: TIMEOUT_MS };
  const path = join(folderAlone, 'manifest.json');
  const text = await readFile(path, 'utf8');
  await writeFile(
    path,
    text.replace('"iou_predictions"', '"scores"').replaceAll('64,\n        64', '32,\n        32'),
  );
  const opening = openSegmenter(folderAlone, { remote }).finally(() => writeFile(path, text));
  await expect(opening).rejects.toMatchObject({
    code: 'model-failed',
    message: expect.stringMatching(/toy-encoder has image_embeddings as float32 \[1, 256, 64, 64\]/),
  });
  await replicas[0].stop();
  const waiting = await openSegmenter(folderAlone, { remote });
  try {
    await expect(waiting.check()).rejects.toMatchObject({ code: 'unavailable' });
    await replicas[0].start();
    await vi.waitFor(() => waiting.check(), soon);
  } finally {
    await waiting.close();
    await close();
  }
});
