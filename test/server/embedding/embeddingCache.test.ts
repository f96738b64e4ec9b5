import { expect, test } from 'vitest';
import { embeddingBench, picture } from '../../support/embeddingBench.ts';

const setUp = embeddingBench();

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
