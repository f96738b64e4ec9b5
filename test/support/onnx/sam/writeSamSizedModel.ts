import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ToyDecoder } from '../toyDecoders.ts';
import { densePositions } from './promptEncoder.ts';
import { SamWriter } from './SamWriter.ts';
import { metaDecoder, optimumDecoder } from './samDecoders.ts';

export interface SamSizedOptions {
  /** Whose tensor names and division of labour: Meta's export script, or optimum's for transformers.js. */
  readonly names: 'sam' | 'sam-transformers';
  /** Weights follow from it: the same for both names. Default 1. */
  readonly seed?: number;
}

/**
 * Writes a model of Segment Anything's published architecture with random weights: a mask decoder of its full size
 * (4.06 M parameters, of which latency depends) behind an encoder that takes milliseconds instead of seconds.
 */
export async function writeSamSizedModel(
  folder: string,
  { names, seed = 1 }: SamSizedOptions,
): Promise<string> {
  const meta = names === 'sam';
  const encoder = quickEncoder(seed, meta ? 'input_image' : 'pixel_values', !meta);
  const decoder = meta ? metaDecoder(seed) : optimumDecoder(seed);
  const files = meta
    ? { encoder: 'encoder.onnx', decoder: 'decoder.onnx' }
    : { encoder: 'vision_encoder.onnx', decoder: 'prompt_encoder_mask_decoder.onnx' };
  await mkdir(folder, { recursive: true });
  const graph = async (file: string, { bytes, inputs, outputs }: ToyDecoder) => {
    await writeFile(join(folder, file), bytes);
    return { file, sha256: createHash('sha256').update(bytes).digest('hex'), inputs, outputs };
  };
  const manifest = {
    id: 'sam-sized',
    name: 'SAM-sized, random weights',
    family: names,
    license: 'Apache-2.0',
    input: { side: 1024, mean: [123.675, 116.28, 103.53], std: [58.395, 57.12, 57.375] },
    encoder: await graph(files.encoder, encoder),
    decoder: await graph(files.decoder, decoder),
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2));
  return folder;
}

/** Means of 16 × 16 px through one layer: an embedding of the right shape that differs from place to place. */
function quickEncoder(seed: number, input: string, withPositions: boolean): ToyDecoder {
  const g = new SamWriter(seed);
  const inputs: ToyDecoder['inputs'] = { [input]: ['float32', 1, 3, 1024, 1024] };
  g.input(input, inputs[input]);
  const pooled = g.op('AveragePool', [input], { kernel_shape: [16, 16], strides: [16, 16] });
  const weight = g.weight('quick.weight', [256, 3, 3, 3]);
  const mixed = g.op('Conv', [pooled, weight, g.vector('quick.bias', [256], 0, 0.5)], {
    kernel_shape: [3, 3],
    pads: [1, 1, 1, 1],
  });
  const outputs: Record<string, ToyDecoder['outputs'][string]> = {
    image_embeddings: ['float32', 1, 256, 64, 64],
  };
  g.output('image_embeddings', outputs.image_embeddings, g.op('Tanh', [mixed]));
  if (withPositions) {
    outputs.image_positional_embeddings = ['float32', 1, 256, 64, 64];
    g.output('image_positional_embeddings', outputs.image_positional_embeddings, densePositions(g));
  }
  return { inputs, outputs, bytes: g.finish() };
}
