import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSegmenter } from '@maskroom/server/inference/segmenter.ts';
import { afterAll, beforeAll } from 'vitest';
import { builtinModel } from '../support/discScene.ts';
import { toyModels, writeToyModel } from '../support/onnx/toyModels.ts';
import { segmenterContract } from './segmenter.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'maskroom-segmenters-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const options = { decodeWorkers: 1 };
segmenterContract('the built-in model', () => openSegmenter(builtinModel, options));
for (const name of ['sam', 'sam2', 'efficient-sam', 'sam-transformers']) {
  segmenterContract(`a model of family ${name}`, async () =>
    openSegmenter(await writeToyModel(join(root, name), toyModels[name]()), options),
  );
}
