import { mkdir, mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddingCache, type EmbeddingPictures } from '@maskroom/server/embedding/EmbeddingCache.ts';
import { EmbeddingFiles } from '@maskroom/server/embedding/EmbeddingFiles.ts';
import { openSegmenter, type Segmenter } from '@maskroom/server/inference/segmenter.ts';
import { Problem } from '@maskroom/shared/base/problem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtinModel, discPixels, resizedRgb } from '../../support/discScene.ts';

const size = { width: 96, height: 64 };
const pixels = discPixels(size, { cx: 40, cy: 30, radius: 20 });
let segmenter: Segmenter;
let folder: string;

beforeAll(async () => {
  segmenter = await openSegmenter(builtinModel, { decodeWorkers: 1 });
  folder = await mkdtemp(join(tmpdir(), 'maskroom-embeddings-'));
}, 60_000);
afterAll(async () => {
  await segmenter.close();
  await rm(folder, { recursive: true, force: true });
});

/** Pictures named by what they show: `a1` and `a2` are two images of the same picture `a`. */
function setUp({ mostBytes = 1e9, files }: { mostBytes?: number; files?: EmbeddingFiles } = {}) {
  const read: string[] = [];
  const fails = new Set<string>();
  const pictures: EmbeddingPictures = {
    get: async (imageId) => (imageId === 'nothing' ? null : { ...size, sha256: imageId[0].repeat(64) }),
    async readRgb(imageId, content) {
      read.push(imageId);
      if (fails.has(imageId)) throw new Problem('picture-broken');
      return resizedRgb(pixels, size, content);
    },
  };
  return { read, fails, cache: new EmbeddingCache({ segmenter, pictures, mostBytes, files }) };
}

test('many who wait for one picture share one encode, also under two image ids', async () => {
  const { cache, read } = setUp();
  const ready: string[] = [];
  cache.onReady((imageId, { model }) => ready.push(`${imageId} ${model}`));
  expect(cache.isReady('a1')).toBe(false);
  const all = await Promise.all([cache.get('a1'), cache.get('a1'), cache.get('a2')]);
  expect(new Set(all).size).toBe(1);
  expect(read.length).toBe(1);
  expect(ready.sort()).toEqual(['a1 builtin', 'a2 builtin']);
  expect(cache.isReady('a1')).toBe(true);
  await cache.get('a2');
  expect(read.length).toBe(1);
});

test('the least recently used goes first, what is pinned stays until it is not', async () => {
  const { cache, read } = setUp();
  const { bytes } = await cache.get('a');
  const small = setUp({ mostBytes: 2.5 * bytes });
  small.cache.pin('a');
  for (const id of ['a', 'b', 'c', 'd']) await small.cache.get(id);
  expect(['a', 'b', 'c', 'd'].map((id) => small.cache.isReady(id))).toEqual([true, false, false, true]);
  expect(small.cache.load.bytes).toBe(2 * bytes);
  small.cache.unpin('a');
  await small.cache.get('e');
  expect(['a', 'd', 'e'].map((id) => small.cache.isReady(id))).toEqual([false, true, true]);
  expect(read).toEqual(['a']);
});

test('a failure reaches all who wait, and the next to ask tries again', async () => {
  const { cache, read, fails } = setUp();
  const failed: string[] = [];
  cache.onFailed((imageId, problem) => failed.push(`${imageId} ${problem.code}`));
  fails.add('a1');
  const outcomes = await Promise.allSettled([cache.get('a1'), cache.get('a2')]);
  expect(outcomes.map((one) => one.status === 'rejected' && one.reason.code)).toEqual([
    'picture-broken',
    'picture-broken',
  ]);
  expect(failed).toEqual(['a1 picture-broken', 'a2 picture-broken']);
  fails.clear();
  await cache.get('a1');
  expect(read).toEqual(['a1', 'a1']);
  await expect(cache.get('nothing')).rejects.toMatchObject({ code: 'not-found' });
});

test('pictures that somebody waits for go before those that somebody may want, also when they change over', async () => {
  const { cache, read } = setUp();
  const warmed = ['a', 'b', 'c', 'd', 'e'].map((id) => cache.get(id, 'prewarm'));
  await new Promise(setImmediate);
  const urgent = [cache.get('z'), cache.get('e')];
  await Promise.all([...warmed, ...urgent]);
  expect(read).toEqual(['a', 'b', 'e', 'z', 'c', 'd']);
});

test('pictures that are open go before those that were flicked past', async () => {
  const { cache, read } = setUp();
  const open = (id: string) => {
    cache.pin(id);
    return cache.get(id, 'prewarm');
  };
  const all = ['a', 'b', 'c', 'd'].map(open);
  await new Promise(setImmediate);
  for (const id of ['b', 'c', 'd']) cache.unpin(id);
  all.push(open('e'));
  await Promise.all(all);
  expect(read).toEqual(['a', 'b', 'e', 'c', 'd']);
});

test('progress starts at 0, never falls and ends with 1', async () => {
  const { cache } = setUp();
  const heard: number[] = [];
  const stop = cache.onProgress((_, fraction) => heard.push(fraction));
  await cache.get('a');
  stop();
  expect(heard[0]).toBe(0);
  expect(heard.at(-1)).toBe(1);
  expect(heard).toEqual([...heard].sort((x, y) => x - y));
  await cache.get('b');
  expect(heard.at(-1)).toBe(1);
});

test('embeddings kept on disk survive a restart; a damaged file is encoded again', async () => {
  const open = () => EmbeddingFiles.open(folder, segmenter.model.encoderSha256, 1e9);
  const first = setUp({ files: await open() });
  const made = await first.cache.get('a');
  await expect
    .poll(() => readdir(join(folder, segmenter.model.encoderSha256.slice(0, 16))))
    .toEqual([`${'a'.repeat(64)}.tensors`]);
  const second = setUp({ files: await open() });
  const kept = await second.cache.get('a');
  expect(second.read).toEqual([]);
  expect(kept.tensors).toEqual(made.tensors);
  const [name] = await readdir(join(folder, segmenter.model.encoderSha256.slice(0, 16)));
  await truncate(join(folder, segmenter.model.encoderSha256.slice(0, 16), name), 1_000);
  const third = setUp({ files: await open() });
  await third.cache.get('a');
  expect(third.read).toEqual(['a']);
});

test('a file that could not be put in its place leaves nothing beside it', async () => {
  const root = await mkdtemp(join(folder, 'full-'));
  const files = await EmbeddingFiles.open(root, 'encoder', 1e9);
  await mkdir(join(root, 'encoder', 'taken.tensors', 'inside'), { recursive: true });
  const tensors = { image: { precision: 'float32' as const, data: Float32Array.of(1, 2), dims: [2] } };
  await expect(files.write('taken', tensors)).rejects.toThrow();
  expect(await readdir(join(root, 'encoder'))).toEqual(['taken.tensors']);
});
