import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  openSegmenter,
  type Segmenter,
  type SegmenterOptions,
} from '@maskroom/server/inference/segmenter.ts';
import { hungThreads } from '@maskroom/server/inference/worker/hungThreads.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HostileKind, hostileKinds, hostileModel } from '../../support/onnx/hostileModels.ts';
import { toyModels, writeToyModel } from '../../support/onnx/toyModels.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'maskroom-hostile-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const image = { width: 400, height: 300 };
const one = { prompt: { points: [[200, 150, 1] as const] }, multimask: true };
const two = { ...one, prompt: { points: [...one.prompt.points, [220, 150, 1] as const] } };

async function opened(kind: HostileKind, options: SegmenterOptions = {}) {
  const folder = await writeToyModel(join(root, kind.replaceAll(' ', '-')), hostileModel(kind));
  const segmenter = await openSegmenter(folder, { decodeWorkers: 1, ...options });
  const size = segmenter.contentSize(image);
  const content = { ...size, data: new Uint8Array(3 * size.width * size.height).fill(90) };
  const { embedding } = await segmenter.encode(content, image);
  return { segmenter, embedding };
}
const expectFailure = (asked: Promise<unknown>, message?: RegExp) =>
  expect(asked).rejects.toMatchObject({
    code: 'model-failed',
    ...(message && { message: expect.stringMatching(message) }),
  });

describe('a decoder that turns on its host fails the prompt, and answers the next', () => {
  test.each(hostileKinds)('%s', async (kind) => {
    const { segmenter, embedding } = await opened(kind);
    try {
      const harmed = segmenter.decode(embedding, two);
      const waiting = segmenter.decode(embedding, one);
      await expectFailure(harmed);
      expect((await waiting).candidates.length).toBe(3);
      await expectFailure(segmenter.decodeMany(embedding, [one, two]));
      expect(segmenter.hungThreads()).toBe(0);
    } finally {
      await segmenter.close();
    }
  });
});

test('runs without end are left behind, two at most, and the thread comes back when one ends after all', async () => {
  const heard: number[] = [];
  const { segmenter, embedding } = await opened('a run without end', {
    decodeTimeoutMs: 300,
    onHung: (_, hung) => heard.push(hung),
  });
  try {
    await expectFailure(segmenter.decode(embedding, two), /within 0\.3 s/);
    await expectFailure(segmenter.decode(embedding, two), /within 0\.3 s/);
    expect(heard).toEqual([1, 2]);
    expect([segmenter.hungThreads(), hungThreads()]).toEqual([2, 2]);
    // No third core is taken: said at once, as is whether the server is ready.
    await expectFailure(segmenter.decode(embedding, one), /hangs/);
    await expectFailure(segmenter.check());
    await expect.poll(() => hungThreads(), { timeout: 120_000, interval: 200 }).toBe(0);
    expect((await segmenter.decode(embedding, one)).candidates.length).toBe(3);
  } finally {
    await segmenter.close();
  }
}, 180_000);

describe('files that are no model are refused before anybody waits for them', () => {
  const withDecoder = async (name: string, change: (bytes: Buffer) => Buffer): Promise<string> => {
    const folder = await writeToyModel(join(root, name), toyModels.sam());
    const path = join(folder, 'decoder.onnx');
    const bytes = change(await readFile(path));
    await writeFile(path, bytes);
    const manifestPath = join(folder, 'manifest.json');
    const manifest = JSON.parse(await readFile(manifestPath, 'utf8'));
    manifest.decoder.sha256 = createHash('sha256').update(bytes).digest('hex');
    await writeFile(manifestPath, JSON.stringify(manifest));
    return folder;
  };
  const fromOther = toyModels.sam2().decoder.bytes;

  test.each<[name: string, change: (bytes: Buffer) => Buffer]>([
    ['truncated', (bytes) => bytes.subarray(0, bytes.length >> 1)],
    ['empty', () => Buffer.alloc(0)],
    ['noise', (bytes) => Buffer.from(bytes.map((byte, i) => byte ^ (i * 37)))],
    ['text', () => Buffer.from('<html>404 Not Found</html>')],
    ['of another family', () => fromOther],
  ])('%s', async (name, change) => {
    const folder = await withDecoder(name.replaceAll(' ', '-'), change);
    const open: Promise<Segmenter> = openSegmenter(folder, { decodeWorkers: 1 });
    await expectFailure(open, /decoder\.onnx/);
  });

  test('shapes beyond any memory in the manifest', async () => {
    const folder = await writeToyModel(join(root, 'vast'), toyModels.sam());
    const path = join(folder, 'manifest.json');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replaceAll(/(\n\s*)256,(\s*)64,/g, '$1999999999,$2999999999,'));
    await expectFailure(openSegmenter(folder, { decodeWorkers: 1 }));
  });
});
