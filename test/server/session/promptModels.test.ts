import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startModel } from '@maskroom/server/app/startModel.ts';
import { EmbeddingShelf } from '@maskroom/server/embedding/EmbeddingShelf.ts';
import { EncodeQueue } from '@maskroom/server/embedding/EncodeQueue.ts';
import { createLog } from '@maskroom/server/log/log.ts';
import { DecodeTurns } from '@maskroom/server/session/DecodeTurns.ts';
import { PromptModels } from '@maskroom/server/session/PromptModels.ts';
import { expect, onTestFinished, test, vi } from 'vitest';
import { discPixels, resizedRgb } from '../../support/discScene.ts';
import { toyModels, writeToyModel } from '../../support/onnx/toyModels.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

// Each test starts models' threads, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const image = { id: 'a', width: 320, height: 240, sha256: 'a'.repeat(64) };
const disc = discPixels(image, { cx: 130, cy: 120, radius: 60 });
const click = { prompt: { points: [[130, 120, 1]] } } as const;

const onThisMachine = {
  executionProviders: ['cpu'],
  model: 'one',
  tritonUrl: [],
  tritonSlots: 1,
  tritonTimeoutMs: 1_000,
};
const small = toyModels['sam, as EfficientViT-SAM'];
/** The same encoder, given other pictures: its embeddings are others. */
const otherwisePrepared = () => ({ ...small(), encoder: { ...small().encoder, mean: [100, 100, 100] } });

/** Models `one` and `two` in a folder, of which `one` is the default. */
async function setUp({ idleMs, mostRunning = 9 }: { idleMs?: number; mostRunning?: number } = {}) {
  const folder = temporaryFolder();
  await writeToyModel(join(folder, 'one'), small());
  await writeToyModel(join(folder, 'two'), otherwisePrepared());
  const started: string[] = [];
  let read = 0;
  const models = new PromptModels({
    defaultId: 'one',
    modelsFolders: [folder],
    mostRunning,
    startModel(modelId) {
      started.push(modelId);
      return startModel({ ...onThisMachine, dataFolder: folder, modelsFolders: [folder] }, modelId);
    },
    store: {
      pictures: {
        get: async () => image,
        readRgb: async (_, size) => {
          read++;
          return resizedRgb(disc, image, size);
        },
      },
      shelf: new EmbeddingShelf(1e9),
      queue: new EncodeQueue(),
    },
    turns: new DecodeTurns(),
    loadRefineGeometry: async () => null,
    log: createLog('silent'),
    idleMs,
  });
  onTestFinished(() => models.close());
  const stateOf = async (id: string) => (await models.list()).find((model) => model.id === id)?.state;
  return { folder, models, started, stateOf, reads: () => read };
}

/** A model whose files are what its manifest says, and no graphs. */
async function writeUnfitModel(folder: string): Promise<void> {
  await writeToyModel(folder, small());
  const rubbish = 'this is not a graph';
  writeFileSync(join(folder, 'decoder.onnx'), rubbish);
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  manifest.decoder.sha256 = createHash('sha256').update(rubbish).digest('hex');
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
}

test('M1: what is installed is offered, also what came later; a folder without a manifest is not', async () => {
  const { folder, models, stateOf } = await setUp();
  mkdirSync(join(folder, 'notes'));
  await models.ready();
  expect(await models.list()).toEqual([
    {
      id: 'one',
      name: 'Toy',
      family: 'sam',
      license: 'Apache-2.0',
      state: 'ready',
      reason: null,
      isDefault: true,
      mayStart: true,
    },
    {
      id: 'two',
      name: 'Toy',
      family: 'sam',
      license: 'Apache-2.0',
      state: 'stopped',
      reason: null,
      isDefault: false,
      mayStart: true,
    },
  ]);
  expect(await stateOf('three')).toBeUndefined();
  await writeToyModel(join(folder, 'three'), small());
  expect(await stateOf('three')).toBe('stopped');
});

test('M2: another model is started once for all who ask, what they ask waits, and it closes when all have let go', async () => {
  const { models, started, stateOf } = await setUp({ idleMs: 1 });
  const held = await Promise.all([models.open('two'), models.open('two'), models.open('two')]);
  expect(await stateOf('two')).toBe('starting');
  const answers = await Promise.all(held.map(({ prompts }) => prompts.predict('ada', 'a', image, click)));
  expect(answers.map(({ candidates }) => candidates.length > 0)).toEqual([true, true, true]);
  expect(started).toEqual(['one', 'two']);
  expect(await stateOf('two')).toBe('ready');
  held[0].release();
  held[0].release();
  held[1].release();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await stateOf('two')).toBe('ready');
  held[2].release();
  await expect.poll(() => stateOf('two')).toBe('stopped');
  expect(await stateOf('one')).not.toBe('stopped');
  await models.use('two', ({ prompts }) => prompts.predict('ada', 'a', image, click));
  expect(started).toEqual(['one', 'two', 'two']);
});

test('M3: a model that is not there or not whole refuses, and can be had once it is whole', async () => {
  const { folder, models, stateOf } = await setUp();
  await expect(models.open('../one')).rejects.toMatchObject({ code: 'model-unknown' });
  await expect(models.open('three')).rejects.toMatchObject({
    code: 'model-unknown',
    message: 'This server has no model "three".',
  });
  writeFileSync(join(folder, 'two', 'encoder.onnx'), 'cut off');
  const refused = models.open('two');
  await expect(refused).rejects.toMatchObject({ code: 'model-failed' });
  await expect(refused).rejects.not.toThrow(folder);
  expect(await stateOf('two')).toBe('failed');
  await writeToyModel(join(folder, 'two'), otherwisePrepared());
  (await models.open('two')).release();
  expect(await stateOf('two')).not.toBe('failed');
});

test('M3: a model that cannot start answers all that is asked of it so, and nobody at another notices', async () => {
  const { folder, models, stateOf } = await setUp();
  await writeUnfitModel(join(folder, 'unfit'));
  const failed: string[] = [];
  models.onFailed((model, imageId, { code }) => failed.push(`${model} ${imageId} ${code}`));
  const unfit = await models.open('unfit');
  const [asked, other] = await Promise.allSettled([
    unfit.prompts.predict('ada', 'a', image, click),
    models.use(undefined, ({ prompts }) => prompts.predict('bob', 'a', image, click)),
  ]);
  expect(asked).toMatchObject({ status: 'rejected', reason: { code: 'model-failed' } });
  expect(other.status).toBe('fulfilled');
  await expect.poll(() => stateOf('unfit')).toBe('failed');
  await expect(unfit.prompts.predict('ada', 'a', image, click)).rejects.toMatchObject({
    code: 'model-failed',
    message: expect.stringContaining('"unfit"'),
  });
  expect(failed.every((event) => event === 'unfit a model-failed')).toBe(true);
  unfit.release();
  await writeToyModel(join(folder, 'unfit'), small());
  await models.use('unfit', ({ prompts }) => prompts.predict('ada', 'a', image, click));
});

test('M11: for one more model the one goes that nobody has held for longest, never one that is held', async () => {
  const { folder, models, stateOf } = await setUp({ mostRunning: 3 });
  for (const id of ['three', 'four']) await writeToyModel(join(folder, id), small());
  const startable = async () =>
    (await models.list()).flatMap(({ id, mayStart }) => (mayStart ? [id] : [])).sort();
  expect(await startable()).toContain('four');
  const [two, three] = [await models.open('two'), await models.open('three')];
  expect(await startable()).toEqual(['one', 'three', 'two']);
  await expect(models.open('four')).rejects.toMatchObject({
    code: 'model-limit',
    message: expect.stringContaining('(one, two, three)'),
  });
  expect(await models.use('two', ({ prompts }) => prompts.predict('ada', 'a', image, click))).toBeDefined();
  three.release();
  two.release();
  expect(await startable()).toContain('four');
  await expect(models.open('five')).rejects.toMatchObject({ code: 'model-unknown' });
  expect([await stateOf('two'), await stateOf('three')]).not.toContain('stopped');
  const four = await models.open('four');
  expect([await stateOf('one'), await stateOf('two'), await stateOf('three')]).not.toContain('failed');
  expect([await stateOf('two'), await stateOf('three')].indexOf('stopped')).toBe(1);
  four.release();
});

test('a server that stops starts no model again', async () => {
  const { models, started } = await setUp();
  await models.close();
  await expect(models.open()).rejects.toMatchObject({ code: 'unavailable' });
  expect(started).toEqual(['one']);
});

test('M4, M5: each model encodes the picture once for all who use it', async () => {
  const { models, reads } = await setUp();
  const ready: string[] = [];
  models.onReady((model, imageId) => ready.push(`${model} ${imageId}`));
  await Promise.all(
    ['one', 'two', 'one', 'two', undefined].map((id, i) =>
      models.use(id, ({ prompts }) => prompts.predict(`person ${i}`, 'a', image, click)),
    ),
  );
  expect(ready.sort()).toEqual(['one a', 'two a']);
  expect(reads()).toBe(2);
});
