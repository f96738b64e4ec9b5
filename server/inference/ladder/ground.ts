import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { err, ok, type Result } from '@maskroom/shared/base/result';
import type { Manifest } from '../family/manifest.ts';
import { outputNamed } from '../family/maskTensors.ts';
import { familyOf } from '../family/modelFamilies.ts';
import type { ModelFamily, Tensors } from '../family/modelFamily.ts';
import type { Rgb, Size } from '../imageFrame.ts';
import { openGraph } from '../onnx/onnxGraph.ts';
import { readModel } from '../onnx/readModel.ts';
import type { Ground } from './buildRung.ts';
import { randomFrom, randomPrompts } from './randomPrompts.ts';

/** Enough for every kind of prompt to be among them. */
const PROBES = 6;

/** Reads the decoder and encodes a picture for it; or why there is nothing to be done with it. */
export async function readGround(folder: string, manifest: Manifest, seed: number): Promise<Result<Ground>> {
  const family = familyOf(manifest);
  if (!family.ok) return family;
  const file = await readFile(join(folder, manifest.decoder.file)).catch(() => null);
  if (!file) return err(`${manifest.decoder.file} cannot be read`);
  const original = readModel(file);
  if (!original.ok) return err(`${manifest.decoder.file} is left as it is: ${original.error}`);
  const { masks, scores } = family.value.tensors;
  const inFile = (names: readonly string[]): string => {
    const name = outputNamed(manifest, names);
    return manifest.decoder.names[name] ?? name;
  };
  const embedding = await encodeSomething(folder, manifest, family.value, seed);
  const prompts = randomPrompts(manifest, family.value, embedding, { count: PROBES, seed });
  return ok({
    manifest,
    family: family.value,
    original: original.value,
    outputs: [inFile(masks), inFile(scores)],
    embedding,
    prompts,
  });
}

async function encodeSomething(
  folder: string,
  manifest: Manifest,
  family: ModelFamily,
  seed: number,
): Promise<Tensors> {
  const encode = await openGraph(folder, manifest.encoder, {
    threads: availableParallelism(),
    executionProviders: ['cpu'],
  });
  const side = manifest.input.side;
  const size = family.contentSize(manifest, { width: side, height: Math.round(side * 0.75) });
  return encode(family.imageTensors(manifest, blots(size, seed)));
}

/** A picture of coloured discs: something to be seen everywhere. */
function blots({ width, height }: Size, seed: number): Rgb {
  const random = randomFrom(seed);
  const data = new Uint8Array(width * height * 3).map(() => 96 + 64 * random());
  for (let i = 0; i < 24; i++) {
    const [cx, cy, radius] = [random() * width, random() * height, (0.03 + 0.12 * random()) * width];
    const colour = [256 * random(), 256 * random(), 256 * random()];
    for (let y = Math.max(0, Math.ceil(cy - radius)); y < Math.min(height, cy + radius); y++) {
      const reach = Math.sqrt(radius ** 2 - (y - cy) ** 2);
      const [from, to] = [Math.max(0, Math.ceil(cx - reach)), Math.min(width, cx + reach)];
      for (let x = from; x < to; x++) data.set(colour, 3 * (y * width + x));
    }
  }
  return { width, height, data };
}
