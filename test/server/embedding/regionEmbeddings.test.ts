import { EmbeddingShelf } from '@maskroom/server/embedding/EmbeddingShelf.ts';
import { EncodeQueue } from '@maskroom/server/embedding/EncodeQueue.ts';
import { RegionEmbeddings } from '@maskroom/server/embedding/RegionEmbeddings.ts';
import { openSegmenter, type Segmenter } from '@maskroom/server/inference/segmenter.ts';
import { Problem } from '@maskroom/shared/base/problem';
import type { Box } from '@maskroom/shared/geometry/polygon';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtinModel } from '../../support/discScene.ts';

const size = { width: 400, height: 300 };
let segmenter: Segmenter;
beforeAll(async () => {
  segmenter = await openSegmenter(builtinModel, { decodeWorkers: 1 });
});
afterAll(() => segmenter.close());

function setUp(mostBytes = 1e9) {
  const read: string[] = [];
  const fails = new Set<string>();
  const shelf = new EmbeddingShelf(mostBytes);
  const regions = new RegionEmbeddings(segmenter, {
    shelf,
    queue: new EncodeQueue(),
    pictures: {
      get: async (id) => (id === 'nothing' ? null : { ...size, id, sha256: id[0].repeat(64) }),
      async readRgb(imageId, { width, height }, region) {
        read.push(`${imageId} ${region}`);
        if (fails.has(imageId)) throw new Problem('picture-broken');
        return { width, height, data: new Uint8Array(width * height * 3).fill(90) };
      },
    },
  });
  return { fails, read, regions, shelf };
}
const at = (x: number): Box => [x, 20, x + 64, 84];

test('many who wait for one region share one encode and hear how far it is', async () => {
  const { read, regions } = setUp();
  const heard: number[][] = [[], []];
  const all = await Promise.all(
    ['a1', 'a2'].map((imageId, i) => regions.borrow(imageId, at(10), (fraction) => heard[i].push(fraction))),
  );
  expect(new Set(all.map(({ embedding }) => embedding)).size).toBe(1);
  expect(all[0].embedding.frame).toMatchObject({ image: size, region: at(10) });
  expect(read).toHaveLength(1);
  for (const fractions of heard) {
    expect(fractions.at(-1)).toBe(1);
    expect(fractions).toEqual([...fractions].sort((x, y) => x - y));
  }
  await regions.borrow('a3', at(10));
  await regions.borrow('a1', at(11));
  expect(read).toHaveLength(2);
});

test('what is lent stays, the rest goes, the least recently used first', async () => {
  const probe = await setUp().regions.borrow('a', at(0));
  const { bytes } = probe.embedding;
  const { read, regions, shelf } = setUp(1.5 * bytes);
  const first = await regions.borrow('a', at(0));
  const second = await regions.borrow('a', at(1));
  expect(shelf.bytes).toBe(2 * bytes);
  first.release();
  first.release();
  expect(shelf.bytes).toBe(bytes);
  (await regions.borrow('a', at(1))).release();
  expect(read).toHaveLength(2);
  second.release();
  await regions.borrow('a', at(2));
  expect(shelf.bytes).toBe(bytes);
});

test('for long work a region is encoded behind what somebody waits for, kept by nobody, and not at all once it is called off', async () => {
  const { read, regions, shelf } = setUp();
  const { signal } = new AbortController();
  const later = regions.makeOnce('b', at(1), signal);
  const urgent = regions.borrow('a', at(0));
  const calledOff = new AbortController();
  void regions.makeOnce('c', at(2), calledOff.signal);
  await new Promise(setImmediate);
  calledOff.abort();
  expect((await later).frame.region).toEqual(at(1));
  expect(shelf.bytes).toBe((await urgent).embedding.bytes);
  await regions.makeOnce('d', at(3), signal);
  expect(read).toEqual([`a ${at(0)}`, `b ${at(1)}`, `d ${at(3)}`]);
  await expect(regions.makeOnce('nothing', at(0), signal)).rejects.toMatchObject({ code: 'not-found' });
});

test('a failure reaches all who wait, holds nothing, and the next to ask tries again', async () => {
  const { fails, read, regions } = setUp();
  fails.add('a1');
  const outcomes = await Promise.allSettled([regions.borrow('a1', at(0)), regions.borrow('a2', at(0))]);
  expect(outcomes.map((one) => one.status === 'rejected' && one.reason.code)).toEqual([
    'picture-broken',
    'picture-broken',
  ]);
  fails.clear();
  await regions.borrow('a1', at(0));
  expect(read).toHaveLength(2);
  await expect(regions.borrow('nothing', at(0))).rejects.toMatchObject({ code: 'not-found' });
});
