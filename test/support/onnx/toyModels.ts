import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { samDecoder, type ToyDecoder } from './toyDecoders.ts';
import { pictureTensor, type ToyEncoder, writeToyEncoder } from './toyEncoder.ts';

export interface ToyModel {
  readonly family: string;
  readonly encoder: ToyEncoder;
  readonly decoder: ToyDecoder;
  /** What its manifest says beside the graphs. */
  readonly extra?: Readonly<Record<string, unknown>>;
  /** How the picture lies in the model's square. */
  readonly fit: 'padded' | 'squashed';
  /** What its masks tell of a lone click's answers: tokens in the order they are to come. */
  readonly multimask: readonly number[];
  /** The token that answers a prompt which means one thing. */
  readonly single: number;
  readonly takesBoxes: boolean;
  readonly takesMask: boolean;
}

const samColours = { mean: [123.675, 116.28, 103.53], std: [58.395, 57.12, 57.375] };
const samEncoder = {
  input: 'input_image',
  picture: 'planar',
  side: 1024,
  outputs: { image_embeddings: ['float32', 1, 256, 64, 64] },
  ...samColours,
} satisfies ToyEncoder;
const samDefaults = {
  family: 'sam',
  encoder: samEncoder,
  fit: 'padded',
  multimask: [2, 3, 1],
  single: 0,
  takesBoxes: true,
  takesMask: true,
} as const;
const full = { embedding: { ...samEncoder.outputs }, form: 'full', scores: 'iou_predictions' } as const;

/** Tiny models with the names, types and shapes of real exports; see toyAnswer for what they answer. */
export const toyModels: Readonly<Record<string, () => ToyModel>> = {
  sam: () => ({ ...samDefaults, decoder: samDecoder(full) }),
  'sam, a single mask': () => ({
    ...samDefaults,
    decoder: samDecoder({ ...full, single: true }),
    multimask: [2],
  }),
  'sam, preprocessing in the graph': () => ({
    ...samDefaults,
    encoder: { ...samEncoder, picture: 'interleaved' },
    decoder: samDecoder(full),
  }),
  'sam, as EfficientViT-SAM': () => ({
    ...samDefaults,
    encoder: { ...samEncoder, side: 512 },
    decoder: samDecoder({ ...full, form: 'bare' }),
    extra: { prompt: { side: 1024 } },
    takesMask: false,
  }),
  'sam, as EdgeSAM': () => ({
    ...samDefaults,
    encoder: { ...samEncoder, input: 'image' },
    decoder: samDecoder({ ...full, form: 'bare', scores: 'scores' }),
    extra: { ranking: 'stability' },
    takesMask: false,
  }),
};

/** Writes `manifest.json` and both graphs, as a person would lay out a model's folder. */
export async function writeToyModel(folder: string, toy: ToyModel): Promise<string> {
  await mkdir(folder, { recursive: true });
  const { encoder, decoder } = toy;
  const graph = async (file: string, bytes: Buffer) => {
    await writeFile(join(folder, file), bytes);
    return { file, sha256: createHash('sha256').update(bytes).digest('hex') };
  };
  const manifest = {
    id: 'toy',
    name: 'Toy',
    family: toy.family,
    license: 'Apache-2.0',
    input: { side: encoder.side, mean: encoder.mean, std: encoder.std },
    ...toy.extra,
    encoder: {
      ...(await graph('encoder.onnx', writeToyEncoder(encoder))),
      inputs: { [encoder.input]: pictureTensor(encoder) },
      outputs: encoder.outputs,
    },
    decoder: {
      ...(await graph('decoder.onnx', decoder.bytes)),
      inputs: decoder.inputs,
      outputs: decoder.outputs,
    },
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2));
  return folder;
}
