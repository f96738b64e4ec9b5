import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddingFiles } from '@maskroom/server/embedding/EmbeddingFiles.ts';
import type { ImageEmbedding } from '@maskroom/server/inference/segmenter.ts';
import { expect, test } from 'vitest';
import { embeddingBench } from '../../support/embeddingBench.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const setUp = embeddingBench();

/** Each tensor's shape and a digest of its values. */
const contentOf = ({ tensors }: ImageEmbedding) =>
  Object.entries(tensors).map(([name, { data, dims }]) => {
    const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    return [name, dims, createHash('sha256').update(bytes).digest('hex')];
  });

test('M9: embeddings kept on disk survive a restart; one bit, a tail or all lost is encoded again', async () => {
  const root = temporaryFolder();
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
  const root = temporaryFolder();
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
  const root = temporaryFolder();
  const files = await EmbeddingFiles.open(root, 1e9);
  await mkdir(join(root, 'encoder', 'taken.tensors', 'inside'), { recursive: true });
  const tensors = { image: { precision: 'float32' as const, data: Float32Array.of(1, 2), dims: [2] } };
  await expect(files.write('encoder/taken', tensors)).rejects.toThrow();
  expect(await readdir(join(root, 'encoder'))).toEqual(['taken.tensors']);
});

test('the files of all models have one cap, also one that is lower than before; what a crash left is swept', async () => {
  const root = temporaryFolder();
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
