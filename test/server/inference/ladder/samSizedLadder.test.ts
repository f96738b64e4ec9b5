import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readManifest } from '@maskroom/server/inference/family/manifest.ts';
import { differenceOf } from '@maskroom/server/inference/ladder/agreement.ts';
import { buildRung, type Ground } from '@maskroom/server/inference/ladder/buildRung.ts';
import { LARGEST_DIFFERENCE } from '@maskroom/server/inference/ladder/climbLadder.ts';
import { readGround } from '@maskroom/server/inference/ladder/ground.ts';
import { type RungName, rungNames } from '@maskroom/server/inference/ladder/ladderFiles.ts';
import { openRung, type RungModel } from '@maskroom/server/inference/ladder/rungModel.ts';
import { elementsOf } from '@maskroom/server/inference/onnx/tensors.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSamSizedModel } from '../../../support/onnx/sam/writeSamSizedModel.ts';

const seed = Number(process.env.SEED ?? 1);
let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'maskroom-sam-ladder-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const groundOf = async (names: 'sam' | 'sam-transformers'): Promise<Ground> => {
  const folder = await writeSamSizedModel(join(root, names), { names, seed });
  const manifest = await readManifest(folder);
  const ground = manifest.ok ? await readGround(folder, manifest.value, seed) : manifest;
  if (!ground.ok) throw new Error(ground.error);
  return ground.value;
};

/** MiB kept of an image: what the decoder still takes of the encoder's outputs, and what is made once per image. */
function embeddingMb({ embedding }: Ground, { decoder, perImage }: RungModel): number {
  const ofImage = new Set([
    ...Object.keys(embedding),
    ...(perImage?.graph.outputs.map(({ name }) => name) ?? []),
  ]);
  const kept = decoder.graph.inputs.filter(({ name }) => ofImage.has(name));
  const sizes = kept.map(({ name, dims = [] }) => elementsOf(embedding[name]?.dims ?? dims.map(Number)));
  return sizes.reduce((sum, size) => sum + (4 * size) / 2 ** 20, 0);
}

describe.each(['sam', 'sam-transformers'] as const)('a decoder of SAM’s size, family %s', (names) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await groundOf(names);
  }, 120_000);

  const climbed = new Set<RungName>();
  test.each(rungNames)(
    'answers with this rung as it came: %s',
    async (rung) => {
      climbed.add(rung);
      const model = await buildRung(ground, climbed);
      const original = await openRung({ decoder: ground.original }, ground.outputs);
      const rewritten = await openRung(model, ground.outputs);
      const difference = await differenceOf(original, rewritten, ground.prompts);
      await Promise.all([original.close(), rewritten.close()]);
      expect(difference, `SEED=${seed}`).toBeLessThanOrEqual(LARGEST_DIFFERENCE);
      expect(embeddingMb(ground, model)).toBeLessThanOrEqual(names === 'sam' ? 10 : 14);
      const inputs = model.decoder.graph.inputs.map(({ name }) => name);
      expect(inputs).not.toContain('orig_im_size');
    },
    240_000,
  );
});
