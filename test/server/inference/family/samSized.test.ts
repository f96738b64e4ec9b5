import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openToyModel } from '../../../support/onnx/openToyModel.ts';
import { writeSamSizedModel } from '../../../support/onnx/sam/writeSamSizedModel.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'maskroom-sam-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

test('one model of SAM’s size, exported as Meta does and as optimum does, answers the same', async () => {
  const answers = [];
  for (const names of ['sam', 'sam-transformers'] as const) {
    const model = await openToyModel(await writeSamSizedModel(join(root, names), { names }));
    const image = { width: 1600, height: 900 };
    const embedding = await model.encode(image, (x) => [x % 256, (x * 7) % 256, (x >> 2) % 256]);
    answers.push(await model.decode(embedding, { prompt: { points: [[800, 450, 1]] } }));
  }
  const [meta, optimum] = answers;
  expect(meta.lowResMasks).toHaveLength(3);
  for (const [i, logits] of meta.lowResMasks.entries()) {
    expect(Math.max(...logits) - Math.min(...logits)).toBeGreaterThan(1);
    const difference = logits.reduce(
      (most, value, at) => Math.max(most, Math.abs(value - optimum.lowResMasks[i][at])),
      0,
    );
    expect(difference).toBeLessThan(1e-4);
  }
});
