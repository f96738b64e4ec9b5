import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readModel } from '@maskroom/server/inference/onnx/readModel.ts';
import { writeModel } from '@maskroom/server/inference/onnx/writeModel.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { builtinModel } from '../../../support/discScene.ts';
import { metaDecoder } from '../../../support/onnx/sam/samDecoders.ts';

const seed = Number(process.env.SEED ?? 1);

test.each(['encoder.onnx', 'decoder.onnx'])(
  'what PyTorch wrote is read and written again whole: %s',
  async (name) => {
    const file = await readFile(join(builtinModel, name));
    const model = readModel(file);
    if (!model.ok) throw new Error(model.error);
    expect(model.value.graph.nodes.length).toBeGreaterThan(50);
    const written = writeModel(model.value);
    const again = readModel(written);
    expect(again.ok && writeModel(again.value).equals(written)).toBe(true);
  },
);

test('a file that ends early or is changed is refused with a word or read, and nothing else', () => {
  const file = metaDecoder(1).bytes.subarray(0, 4_000);
  fc.assert(
    fc.property(fc.nat(file.length - 1), fc.nat(255), fc.nat(file.length), (at, value, length) => {
      const changed = Uint8Array.from(file.subarray(0, length));
      if (at < length) changed[at] = value;
      const model = readModel(changed);
      expect(model.ok || model.error.length > 0).toBe(true);
    }),
    { seed, numRuns: 300 },
  );
});
