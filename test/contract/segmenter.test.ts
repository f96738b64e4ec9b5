import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSegmenter } from '@maskroom/server/inference/segmenter.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtinModel } from '../support/discScene.ts';
import { type KserveServer, manifestAlone, startKserveServer } from '../support/kserve/kserveServer.ts';
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

const servers: KserveServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server.stop())));
const embeddings = ['image_embeddings'];
for (const [how, model, options] of [
  ['', 'sam', {}],
  [', with three embedding tensors', 'sam2', {}],
  [' whose embeddings travel as FP16', 'efficient-sam', { halves: embeddings }],
  [' that keep embeddings', 'sam-transformers', { keepsEmbeddings: true }],
] as const) {
  segmenterContract(`two inference servers${how}`, async () => {
    const folder = await writeToyModel(join(root, `remote-${model}`), toyModels[model]());
    const replicas = await Promise.all([1, 2].map(() => startKserveServer({ folder, ...options })));
    servers.push(...replicas);
    const remote = { urls: replicas.map(({ url }) => url), slots: 1, timeoutMs: 10_000 };
    return openSegmenter(await manifestAlone(folder), { remote });
  });
}
test('nothing that was asked of an inference server was beside the protocol', () => {
  expect(servers.flatMap(({ slips }) => slips)).toEqual([]);
  expect(servers.flatMap(({ asked }) => asked).length).toBeGreaterThan(50);
});
