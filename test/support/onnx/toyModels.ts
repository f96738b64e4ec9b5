import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  efficientSamDecoder,
  sam2Decoder,
  samDecoder,
  type ToyDecoder,
  transformersDecoder,
} from './toyDecoders.ts';
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

const imageNet = { mean: [123.675, 116.28, 103.53], std: [58.395, 57.12, 57.375] };
const sam2Encoder = {
  input: 'image',
  picture: 'planar',
  side: 1024,
  outputs: {
    high_res_feats_0: ['float32', 1, 32, 256, 256],
    high_res_feats_1: ['float32', 1, 64, 128, 128],
    image_embed: ['float32', 1, 256, 64, 64],
  },
  ...imageNet,
} satisfies ToyEncoder;
const sam2 = (fork: boolean): ToyModel => ({
  ...samDefaults,
  family: 'sam2',
  encoder: sam2Encoder,
  decoder: sam2Decoder({ ...sam2Encoder.outputs }, fork),
  fit: 'squashed',
  single: 2,
});
const efficientSam = (count: number | string): ToyModel => ({
  ...samDefaults,
  family: 'efficient-sam',
  encoder: { ...samEncoder, input: 'batched_images', picture: 'any-size' },
  decoder: efficientSamDecoder({ ...samEncoder.outputs }, count),
  fit: 'squashed',
  single: 2,
  takesMask: false,
});
const transformers = (boxes: 'labels' | 'tensor' | 'none'): ToyModel => {
  const outputs = {
    ...samEncoder.outputs,
    image_positional_embeddings: ['float32', 1, 256, 64, 64],
  } satisfies ToyEncoder['outputs'];
  return {
    ...samDefaults,
    family: 'sam-transformers',
    encoder: { ...samEncoder, input: 'pixel_values', outputs },
    decoder: transformersDecoder(outputs, boxes),
    extra: boxes === 'labels' ? { prompt: { boxes } } : undefined,
    single: 2,
    takesBoxes: boxes !== 'none',
    takesMask: false,
  };
};
const sam2Transformers = (): ToyModel => {
  const outputs = {
    'image_embeddings.0': ['float32', 1, 32, 256, 256],
    'image_embeddings.1': ['float32', 1, 64, 128, 128],
    'image_embeddings.2': ['float32', 1, 256, 64, 64],
  } satisfies ToyEncoder['outputs'];
  return {
    ...samDefaults,
    family: 'sam2-transformers',
    encoder: { ...samEncoder, input: 'pixel_values', outputs },
    decoder: transformersDecoder(outputs, 'tensor', true),
    fit: 'squashed',
    single: 2,
    takesMask: false,
  };
};

/** Tiny models with the names, types and shapes of real exports; see toyAnswer for what they answer. */
export const toyModels: Readonly<Record<string, () => ToyModel>> = {
  sam: () => ({ ...samDefaults, decoder: samDecoder(full) }),
  'sam, a single mask': () => ({
    ...samDefaults,
    decoder: samDecoder({ ...full, single: true }),
    multimask: [2],
  }),
  'sam, masks out of a plane': () => ({ ...samDefaults, decoder: samDecoder({ ...full, plane: true }) }),
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
  'sam, as NanoSAM': () => ({
    ...samDefaults,
    encoder: { ...samEncoder, input: 'image' },
    decoder: samDecoder({ ...full, form: 'lean' }),
  }),
  sam2: () => sam2(false),
  'sam2, masks enlarged in the graph': () => sam2(true),
  'efficient-sam': () => efficientSam('points'),
  'efficient-sam, six points always': () => efficientSam(6),
  'sam-transformers': () => transformers('none'),
  'sam-transformers, boxes as labels': () => transformers('labels'),
  'sam-transformers, boxes as boxes': () => transformers('tensor'),
  'sam2-transformers': sam2Transformers,
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
