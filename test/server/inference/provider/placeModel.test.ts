import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readManifest } from '@maskroom/server/inference/family/manifest.ts';
import { masksDifference } from '@maskroom/server/inference/provider/masksDifference.ts';
import { placeModel } from '@maskroom/server/inference/provider/placeModel.ts';
import { placementText } from '@maskroom/server/inference/provider/placement.ts';
import { probeInProcess } from '@maskroom/server/inference/provider/probeInProcess.ts';
import type { ProbeAnswer, ProbeReport } from '@maskroom/server/inference/provider/probeMessages.ts';
import { openSegmenter } from '@maskroom/server/inference/segmenter.ts';
import { expect, test } from 'vitest';
import { builtinModel } from '../../../support/discScene.ts';

const read = await readManifest(builtinModel);
if (!read.ok) throw new Error(read.error);
const manifest = read.value;

const gpuBox = {
  platform: 'linux',
  devices: ['nvidia0', 'nvidiactl'],
  libraries: ['libonnxruntime_providers_cuda.so'],
} as const;
const cpu = { threads: 8, encode: { runMs: 900, difference: 0 }, decode: { runMs: 50, difference: 0 } };
const answering =
  (found: Record<string, ProbeReport['found'] | 'crash'>, tried: string[] = []) =>
  async ({ provider }: { provider: string }): Promise<ProbeAnswer> => {
    tried.push(provider);
    const one = found[provider];
    if (one === 'crash') return { kind: 'failed', reason: 'the trial ended with SIGSEGV' };
    return { kind: 'found', report: { cpu, found: one } };
  };

test('each part of the model goes where it gains: a decode that is slower with its copies stays on the CPU', async () => {
  const tried: string[] = [];
  const probe = answering(
    {
      cuda: { encode: { runMs: 12, difference: 1e-3 }, decode: { runMs: 60, difference: 1e-3 } },
      webgpu: 'crash',
    },
    tried,
  );
  const placement = await placeModel(builtinModel, manifest, { surroundings: gpuBox, cores: 16, probe });
  expect(placement.encode).toEqual({ provider: 'cuda', threads: 1, runMs: 12 });
  expect(placement.decode).toEqual({ provider: 'cpu', threads: 1, runMs: 50 });
  expect(tried).toEqual(['cuda', 'webgpu']);
  expect(placement.refused.map(({ provider, role }) => [provider, role])).toEqual([
    ['cuda', 'decode'],
    ['webgpu', undefined],
  ]);
  expect(placementText(placement)).toBe(
    'encode on cuda (12 ms a run), decode on cpu with 1 thread (50 ms a run)',
  );
});

test('one that answers something else than the CPU is not used, however fast; what is asked for need not be faster', async () => {
  const found = { encode: { runMs: 1, difference: 0.7 }, decode: { runMs: 60, difference: 5e-3 } };
  const probe = answering({ cuda: found });
  const wish = { asked: ['cuda'], surroundings: gpuBox, cores: 16, probe };
  const { encode, decode, refused } = await placeModel(builtinModel, manifest, wish);
  expect(encode).toEqual({ provider: 'cpu', threads: 8, runMs: 900 });
  expect(decode.provider).toBe('cuda');
  expect(refused).toEqual([{ provider: 'cuda', role: 'encode', reason: expect.stringContaining('0.70') }]);
});

test('without a GPU nothing is tried, and each provider says why; the CPU alone is asked for without measuring', async () => {
  const tried: string[] = [];
  const surroundings = { platform: 'linux', devices: [], libraries: [] } as const;
  const wish = { surroundings, cores: 2, probe: answering({}, tried) };
  const placement = await placeModel(builtinModel, manifest, wish);
  expect(placement.encode).toEqual({ provider: 'cpu', threads: 2 });
  expect(placement.refused.map(({ reason }) => reason)).toEqual([
    'there is no NVIDIA GPU',
    'there is no GPU',
  ]);
  await placeModel(builtinModel, manifest, { ...wish, asked: ['cpu'], cores: 64 });
  expect(tried).toEqual([]);
  await placeModel(builtinModel, manifest, { ...wish, cores: 64 });
  expect(tried).toEqual(['cpu']);
});

test('a trial in a process of its own measures the CPU and says what is wrong with the rest', async () => {
  const job = { folder: builtinModel, manifest, provider: 'no-such-provider', threads: [1] };
  const answer = await probeInProcess(job);
  if (answer.kind !== 'found') throw new Error(answer.reason);
  expect(answer.report.cpu.encode.runMs).toBeGreaterThan(0);
  expect(answer.report.found).toEqual({
    encode: expect.stringContaining('no-such-provider'),
    decode: expect.stringContaining('no-such-provider'),
  });
  const folder = await mkdtemp(join(tmpdir(), 'maskroom-probe-'));
  const broken = await probeInProcess({ ...job, folder });
  await rm(folder, { recursive: true });
  expect(broken).toEqual({ kind: 'failed', reason: expect.stringContaining('encoder.onnx') });
});

test('a model that does not open where it was placed runs on the CPU, and says so', async () => {
  const elsewhere = { provider: 'no-such-provider', threads: 1 };
  const heard: string[] = [];
  const segmenter = await openSegmenter(builtinModel, {
    decodeWorkers: 1,
    placement: { encode: elsewhere, decode: elsewhere, refused: [] },
    onRefusal: ({ provider, role }) => heard.push(`${provider} ${role}`),
  });
  try {
    expect(heard.toSorted()).toEqual(['no-such-provider decode', 'no-such-provider encode']);
    expect(segmenter.placement().decode).toEqual({ provider: 'cpu', threads: 1 });
    expect(segmenter.placement().refused.length).toBe(2);
    await segmenter.check();
  } finally {
    await segmenter.close();
  }
});

test('the difference of two answers is a part of their size, and infinite when one is not numbers', () => {
  const answer = (scale: number, score: number) => ({
    logits: [Float32Array.of(3 * scale, -4 * scale)],
    predictedIou: [score],
  });
  expect(masksDifference(answer(1, 0.5), answer(1, 0.5))).toBe(0);
  expect(masksDifference(answer(1, 0.5), answer(1.1, 0.5))).toBeCloseTo(0.1);
  expect(masksDifference(answer(1, 0.5), answer(1, 0.2))).toBeCloseTo(0.3);
  expect(masksDifference(answer(1, 0.5), answer(Number.NaN, 0.5))).toBe(Number.POSITIVE_INFINITY);
});
