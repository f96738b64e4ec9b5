import type { ManifestTensor } from '@maskroom/server/inference/manifest.ts';
import { GraphWriter } from './GraphWriter.ts';
import { MASK_SIDE, selectSingle, toyAnswer } from './toyAnswer.ts';

export type Tensors = Readonly<Record<string, ManifestTensor>>;
export interface ToyDecoder {
  readonly inputs: Tensors;
  readonly outputs: Tensors;
  readonly bytes: Buffer;
}

const points = {
  point_coords: ['float32', 1, 'points', 2],
  point_labels: ['float32', 1, 'points'],
} satisfies Tensors;
const lowRes = (count: number | string): ManifestTensor => ['float32', 1, count, MASK_SIDE, MASK_SIDE];

const declare = (g: GraphWriter, inputs: Tensors): void => {
  for (const [name, tensor] of Object.entries(inputs)) g.input(name, tensor);
};
const flatCoords = (g: GraphWriter, name: string): string => g.op('Reshape', [name, g.ints([-1, 2])]);
const flatLabels = (g: GraphWriter, name: string): string =>
  g.op('Reshape', [g.cast(name, 'float32'), g.ints([-1])]);
const batched = (g: GraphWriter, value: string, axes = [0]): string =>
  g.op('Unsqueeze', [value, g.ints(axes)]);
/** Masks [1, M, 256, 256] at the size that the caller asks for, as exports of SAM enlarge them. */
function enlarged(g: GraphWriter, masks: string, size: string): string {
  const shape = g.op('Slice', [g.op('Shape', [masks]), g.ints([0]), g.ints([2])]);
  const sizes = g.op('Concat', [shape, g.cast(size, 'int64')], { axis: 0 });
  const none = g.floats([], [0]);
  return g.op('Resize', [masks, none, none, sizes], { mode: 'linear' });
}

export interface SamDecoderOptions {
  readonly embedding: Tensors;
  readonly single?: boolean;
  /** `full`: mask input, enlarged `masks` and `low_res_masks`. `bare`: low-res `masks` and the scores only. */
  readonly form: 'full' | 'bare';
  readonly scores: string;
}

/** Segment Anything's own names; `bare` is how EfficientViT-SAM and EdgeSAM leave out half of them. */
export function samDecoder({ embedding, single, form, scores }: SamDecoderOptions): ToyDecoder {
  const g = new GraphWriter();
  const full = form === 'full';
  const inputs: Tensors = {
    ...embedding,
    ...points,
    ...(full && {
      mask_input: ['float32', 1, 1, MASK_SIDE, MASK_SIDE],
      has_mask_input: ['float32', 1],
      orig_im_size: ['float32', 2],
    }),
  };
  declare(g, inputs);
  const labels = flatLabels(g, 'point_labels');
  const four = toyAnswer(g, {
    coords: flatCoords(g, 'point_coords'),
    labels,
    padding: 'unboxed',
    boxes: true,
    embedding: Object.keys(embedding),
    mask: full ? { input: 'mask_input', has: 'has_mask_input' } : undefined,
  });
  const { logits, ious } = single ? selectSingle(g, four, labels) : four;
  const masks = batched(g, logits);
  const count = single ? 1 : 4;
  const outputs: Record<string, ManifestTensor> = { [scores]: ['float32', 1, count] };
  g.output(scores, outputs[scores], batched(g, ious));
  const low = full ? 'low_res_masks' : 'masks';
  outputs[low] = lowRes(count);
  g.output(low, outputs[low], masks);
  if (full) g.output('masks', ['float32', 1, count, 'h', 'w'], enlarged(g, masks, 'orig_im_size'));
  return { inputs, outputs, bytes: g.finish() };
}
