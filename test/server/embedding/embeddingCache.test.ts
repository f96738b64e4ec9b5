import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddingCache, type EmbeddingPictures } from '@maskroom/server/embedding/EmbeddingCache.ts';
import { EmbeddingFiles } from '@maskroom/server/embedding/EmbeddingFiles.ts';
import { EmbeddingShelf } from '@maskroom/server/embedding/EmbeddingShelf.ts';
import { EncodeQueue } from '@maskroom/server/embedding/EncodeQueue.ts';
import { type ImageEmbedding, openSegmenter, type Segmenter } from '@maskroom/server/inference/segmenter.ts';
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
const picture = (id: string) => ({ id, ...size, sha256: id[0].repeat(64) });

function setUp({ mostBytes = 1e9, files }: { mostBytes?: number; files?: EmbeddingFiles } = {}) {
  const read: string[] = [];
  const fails = new Set<string>();
  const pictures: EmbeddingPictures = {
    get: async (imageId) => (imageId === 'nothing' ? null : picture(imageId)),
    async readRgb(imageId, content) {
      read.push(imageId);
      if (fails.has(imageId)) throw new Problem('picture-broken');
      return resizedRgb(pixels, size, content);
    },
  };
  const shelf = new EmbeddingShelf(mostBytes);
  const queue = new EncodeQueue();
  const store = { pictures, shelf, queue, files };
  const cacheOf = (model: string) => {
    const own = { ...segmenter.model, id: model, encoderKey: model };
    return new EmbeddingCache({ ...segmenter, model: own }, store);
  };
  const cache = cacheOf('one');
  const hot = (...ids: string[]) => ids.filter((id) => cache.isReady(picture(id)));
  return { read, fails, shelf, cache, hot, queue, another: cacheOf('two') };
}

/** Each tensor's shape and a digest of its values. */
const contentOf = ({ tensors }: ImageEmbedding) =>
  Object.entries(tensors).map(([name, { data, dims }]) => {
    const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    return [name, dims, createHash('sha256').update(bytes).digest('hex')];
  });

/** What is asked for is in its place in the line. */
const inLine = () => new Promise(setImmediate);

test('M5: many who wait for one picture share one encode, also under two image ids', async () => {
  const { cache, hot, read } = setUp();
  const ready: string[] = [];
  cache.onReady((imageId) => ready.push(imageId));
  expect(hot('a1')).toEqual([]);
  const all = await Promise.all([cache.get('a1'), cache.get('a1'), cache.get('a2')]);
  expect(new Set(all).size).toBe(1);
  expect(read.length).toBe(1);
  expect(ready.sort()).toEqual(['a1', 'a2']);
  expect(hot('a1')).toEqual(['a1']);
  await cache.get('a2');
  expect(read.length).toBe(1);
});

test('M6: the least recently used goes first, what is pinned stays until it is not', async () => {
  const { bytes } = await setUp().cache.get('a');
  const { cache, hot, shelf } = setUp({ mostBytes: 2.5 * bytes });
  const unpin = [cache.pin(picture('a')), cache.pin(picture('a'))];
  for (const id of ['a', 'b', 'c', 'd']) await cache.get(id);
  expect(hot('a', 'b', 'c', 'd')).toEqual(['a', 'd']);
  expect(shelf.bytes).toBe(2 * bytes);
  unpin[0]();
  unpin[0]();
  await cache.get('e');
  expect(hot('a', 'd', 'e')).toEqual(['a', 'e']);
  unpin[1]();
  await cache.get('f');
  expect(hot('a', 'e', 'f')).toEqual(['e', 'f']);
});

test('M6: two models have one budget, and the one’s pictures are not the other’s', async () => {
  const { bytes } = await setUp().cache.get('a');
  const { another, cache, hot, shelf } = setUp({ mostBytes: 2.5 * bytes });
  await cache.get('a');
  expect(another.isReady(picture('a'))).toBe(false);
  expect((await another.get('a')) === (await cache.get('a'))).toBe(false);
  await another.get('b');
  expect(shelf.bytes).toBe(2 * bytes);
  expect(another.isReady(picture('a'))).toBe(false);
  expect(hot('a')).toEqual(['a']);
});

test('M6: a budget below one embedding still answers, and holds no more than what is looked at', async () => {
  const { cache, hot, read, shelf } = setUp({ mostBytes: 1 });
  const unpin = cache.pin(picture('a'));
  const { bytes } = await cache.get('a');
  await cache.get('a');
  cache.warm(picture('b'), 'prewarm');
  await cache.get('c');
  expect(hot('a', 'b', 'c')).toEqual(['a', 'c']);
  await cache.get('d');
  expect([read, shelf.bytes]).toEqual([['a', 'b', 'c', 'd'], 2 * bytes]);
  unpin();
  await cache.get('e');
  expect([hot('a', 'd', 'e'), shelf.bytes]).toEqual([['e'], bytes]);
});

test('a failure reaches all who wait, and the next to ask tries again', async () => {
  const { cache, read, fails } = setUp();
  const failed: string[] = [];
  cache.onFailed((imageId, problem) => failed.push(`${imageId} ${problem.code}`));
  fails.add('a1');
  cache.warm(picture('a1'), 'prewarm');
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

test('M7: what somebody waits for goes before what may be wanted, and that before the rest, also when they change over', async () => {
  const { another, cache, read } = setUp();
  const later = [cache.get('y', 'ahead'), cache.get('r', 'batch'), another.get('s', 'batch')];
  const warmed = ['a', 'b', 'c', 'd'].map((id) => cache.get(id, 'prewarm'));
  await inLine();
  const urgent = [cache.get('d'), another.get('z')];
  await Promise.all([...later, ...warmed, ...urgent]);
  expect([read.slice(0, 1), read.slice(1, 3).sort(), read.slice(3)]).toEqual([
    ['a'],
    ['d', 'z'],
    ['b', 'c', 'r', 's', 'y'],
  ]);
});

test('M12: what nobody has asked for yet takes the place of nothing, and is not begun by a server that stops', async () => {
  const { bytes } = await setUp().cache.get('a');
  const { cache, hot, queue, read } = setUp({ mostBytes: 2.5 * bytes });
  for (const id of ['a', 'b', 'c']) await cache.get(id, 'ahead');
  expect(hot('a', 'b', 'c')).toEqual(['a', 'b']);
  await cache.get('c', 'prewarm');
  expect(hot('a', 'b', 'c')).toEqual(['b', 'c']);
  queue.stop();
  cache.warm(picture('d'), 'ahead');
  await cache.get('e');
  expect(read).toEqual(['a', 'b', 'c', 'c', 'e']);
});

test('M8: what was wished for and taken back before it began is never encoded, unless somebody else wants it', async () => {
  const { cache, hot, read } = setUp();
  const takeBack = ['a', 'b', 'c'].map((id) => cache.warm(picture(id), 'interactive'));
  cache.warm(picture('b'), 'prewarm');
  const last = cache.get('d', 'batch');
  for (const withdraw of takeBack) withdraw();
  await last;
  expect(read).toEqual(['b', 'd']);
  await cache.get('c');
  expect(hot('b', 'c', 'd')).toEqual(['b', 'c', 'd']);
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

test('M9: embeddings kept on disk survive a restart; one bit, a tail or all lost is encoded again', async () => {
  const root = await mkdtemp(join(folder, 'kept-'));
  const open = () => EmbeddingFiles.open(root, 1e9);
  const first = setUp({ files: await open() });
  const made = await first.cache.get('a');
  await expect.poll(() => readdir(join(root, 'one'))).toEqual([`${'a'.repeat(64)}.tensors`]);
  const second = setUp({ files: await open() });
  const kept = await second.cache.get('a');
  expect(second.read).toEqual([]);
  expect(contentOf(kept)).toEqual(contentOf(made));
  await second.another.get('a');
  expect(second.read).toEqual(['a']);
  const path = join(root, 'one', `${'a'.repeat(64)}.tensors`);
  const bytes = await readFile(path);
  const flipped = Buffer.from(bytes);
  flipped[bytes.length >> 1] ^= 1;
  for (const damaged of [flipped, bytes.subarray(0, 1_000), Buffer.alloc(0)]) {
    await writeFile(path, damaged);
    const later = setUp({ files: await open() });
    await later.cache.get('a');
    expect(later.read).toEqual(['a']);
    await expect.poll(async () => bytes.equals(await readFile(path))).toBe(true);
  }
});

test('on a disk that takes nothing, pictures are encoded, answered and kept in memory as ever', async () => {
  const root = await mkdtemp(join(folder, 'closed-'));
  const files = await EmbeddingFiles.open(root, 1e9);
  // Where the model's folder would be: every write fails, as on a full disk.
  await writeFile(join(root, 'one'), 'in the way');
  const { cache, hot, read } = setUp({ files });
  const made = await cache.get('a');
  expect(contentOf(await cache.get('a'))).toEqual(contentOf(made));
  await cache.get('b');
  expect([hot('a', 'b'), read]).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ]);
});

test('a file that could not be put in its place leaves nothing beside it', async () => {
  const root = await mkdtemp(join(folder, 'full-'));
  const files = await EmbeddingFiles.open(root, 1e9);
  await mkdir(join(root, 'encoder', 'taken.tensors', 'inside'), { recursive: true });
  const tensors = { image: { precision: 'float32' as const, data: Float32Array.of(1, 2), dims: [2] } };
  await expect(files.write('encoder/taken', tensors)).rejects.toThrow();
  expect(await readdir(join(root, 'encoder'))).toEqual(['taken.tensors']);
});

test('the files of all models have one cap, also one that is lower than before; what a crash left is swept', async () => {
  const root = await mkdtemp(join(folder, 'capped-'));
  const files = await EmbeddingFiles.open(root, 1e9);
  const tensors = { image: { precision: 'float32' as const, data: new Float32Array(1_000), dims: [1_000] } };
  for (const key of ['one/a', 'two/b', 'one/c']) await files.write(key, tensors);
  const { length } = await readFile(join(root, 'one', 'c.tensors'));
  await writeFile(join(root, 'two', 'half-written'), 'x');
  await files.read('one/a');
  const again = await EmbeddingFiles.open(root, 2.5 * length);
  expect(await readdir(root, { recursive: true })).toEqual(
    expect.arrayContaining(['one', 'two', 'one/a.tensors', 'one/c.tensors']),
  );
  expect(await readdir(join(root, 'two'))).toEqual([]);
  await again.write('two/d', tensors);
  expect([await again.read('one/c'), await again.read('one/a')]).toEqual([null, tensors]);
});
