import type { ManifestTensor } from '@maskroom/server/inference/family/manifest.ts';
import { GraphWriter } from './GraphWriter.ts';
import { FRAME_SIDE, MASK_SIDE, selectSingle, toyAnswer } from './toyAnswer.ts';

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
const maskTensors = {
  mask_input: ['float32', 1, 1, MASK_SIDE, MASK_SIDE],
  has_mask_input: ['float32', 1],
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

/** The same masks [1, 4, 256, 256] out of a plane of 64 × 64, as SAM's own decoder makes them. */
function throughPlane(g: GraphWriter, masks: string): string {
  const [count, block] = [4, 4];
  const plane = g.op('SpaceToDepth', [masks], { blocksize: block });
  const weights = new Float32Array(block * block * count * count * block * block);
  for (let pixel = 0; pixel < block * block; pixel++)
    for (let mask = 0; mask < count; mask++)
      weights[((pixel * count + mask) * count + mask) * block * block + pixel] = 1;
  const sides = { kernel_shape: [block, block], strides: [block, block] };
  return g.op(
    'ConvTranspose',
    [plane, g.floats(weights, [block * block * count, count, block, block])],
    sides,
  );
}

export interface SamDecoderOptions {
  readonly embedding: Tensors;
  readonly single?: boolean;
  /** Its masks come out of a smaller plane. */
  readonly plane?: boolean;
  /**
   * `full`: mask input, enlarged `masks` and `low_res_masks`. `lean`: the same without enlarging. `bare`: no mask
   * input, low-res `masks` and the scores only.
   */
  readonly form: 'full' | 'lean' | 'bare';
  readonly scores: string;
}

/** Segment Anything's own names; NanoSAM is `lean`, EfficientViT-SAM and EdgeSAM are `bare`. */
export function samDecoder({ embedding, single, plane, form, scores }: SamDecoderOptions): ToyDecoder {
  const g = new GraphWriter();
  const full = form === 'full';
  const masked = form !== 'bare';
  const inputs: Tensors = {
    ...embedding,
    ...points,
    ...(masked && maskTensors),
    ...(full && { orig_im_size: ['float32', 2] }),
  };
  declare(g, inputs);
  const labels = flatLabels(g, 'point_labels');
  const four = toyAnswer(g, {
    coords: flatCoords(g, 'point_coords'),
    labels,
    padding: 'unboxed',
    boxes: true,
    embedding: Object.keys(embedding),
    mask: masked ? { input: 'mask_input', has: 'has_mask_input' } : undefined,
  });
  const { logits, ious } = single ? selectSingle(g, four, labels) : four;
  const masks = plane ? throughPlane(g, batched(g, logits)) : batched(g, logits);
  const count = single ? 1 : 4;
  const outputs: Record<string, ManifestTensor> = { [scores]: ['float32', 1, count] };
  g.output(scores, outputs[scores], batched(g, ious));
  const low = masked ? 'low_res_masks' : 'masks';
  outputs[low] = lowRes(count);
  g.output(low, outputs[low], masks);
  if (full) g.output('masks', ['float32', 1, count, 'h', 'w'], enlarged(g, masks, 'orig_im_size'));
  return { inputs, outputs, bytes: g.finish() };
}

const multimask = (g: GraphWriter, value: string): string => g.op('Slice', [value, g.ints([1]), g.ints([4])]);

/** samexporter's SAM 2. `fork`: enlarges its masks to an int32 `orig_im_size`, as other exports do. */
export function sam2Decoder(embedding: Tensors, fork: boolean): ToyDecoder {
  const g = new GraphWriter();
  const inputs: Tensors = {
    ...embedding,
    ...points,
    ...maskTensors,
    ...(fork && { orig_im_size: ['int32', 2] }),
  };
  declare(g, inputs);
  const { logits, ious } = toyAnswer(g, {
    coords: flatCoords(g, 'point_coords'),
    labels: flatLabels(g, 'point_labels'),
    padding: 'none',
    boxes: true,
    embedding: Object.keys(embedding),
    mask: { input: 'mask_input', has: 'has_mask_input' },
  });
  const masks = batched(g, multimask(g, logits));
  const outputs: Tensors = {
    masks: fork ? ['float32', 1, 3, 'height', 'width'] : lowRes(3),
    iou_predictions: ['float32', 1, 3],
  };
  g.output('masks', outputs.masks, fork ? enlarged(g, masks, 'orig_im_size') : masks);
  g.output('iou_predictions', outputs.iou_predictions, batched(g, multimask(g, ious)));
  return { inputs, outputs, bytes: g.finish() };
}

/** EfficientSAM: points in the picture of `orig_im_size`, six at most; `count`: how many it takes, if fixed. */
export function efficientSamDecoder(embedding: Tensors, count: number | string): ToyDecoder {
  const g = new GraphWriter();
  const inputs: Tensors = {
    ...embedding,
    batched_point_coords: ['float32', 1, 'queries', count, 2],
    batched_point_labels: ['float32', 1, 'queries', count],
    orig_im_size: ['int64', 2],
  };
  declare(g, inputs);
  const size = g.cast('orig_im_size', 'float32');
  const widthFirst = g.op('Gather', [size, g.ints([1, 0])], { axis: 0 });
  const scale = g.op('Div', [g.float(FRAME_SIDE), widthFirst]);
  const { logits, ious } = toyAnswer(g, {
    coords: g.op('Mul', [flatCoords(g, 'batched_point_coords'), scale]),
    labels: flatLabels(g, 'batched_point_labels'),
    padding: { upTo: 6 },
    boxes: true,
    embedding: Object.keys(embedding),
  });
  const outputs: Tensors = {
    output_masks: ['float32', 'batch', 'queries', 3, 'height', 'width'],
    iou_predictions: ['float32', 'batch', 'queries', 3],
  };
  const masks = enlarged(g, batched(g, multimask(g, logits)), 'orig_im_size');
  g.output('output_masks', outputs.output_masks, batched(g, masks));
  g.output('iou_predictions', outputs.iou_predictions, batched(g, multimask(g, ious), [0, 1]));
  return { inputs, outputs, bytes: g.finish() };
}

/** Labels 2 and 3 for each of the boxes [1, B, 4], behind those of the points. */
function withBoxes(g: GraphWriter, coords: string, labels: string): { coords: string; labels: string } {
  const count = g.op('Slice', [g.op('Shape', ['input_boxes']), g.ints([1]), g.ints([2])]);
  const pairs = g.op('Expand', [g.floats([2, 3], [1, 2]), g.op('Concat', [count, g.ints([2])], { axis: 0 })]);
  return {
    coords: g.op('Concat', [coords, flatCoords(g, 'input_boxes')], { axis: 0 }),
    labels: g.op('Concat', [labels, g.op('Reshape', [pairs, g.ints([-1])])], { axis: 0 }),
  };
}

/**
 * transformers.js. Boxes: as `labels` 2 and 3 with the padding from the caller, as in Meta's export; as a `tensor`
 * input_boxes; or none. `objectScore`: one output more, as SAM 2 has it.
 */
export function transformersDecoder(
  embedding: Tensors,
  boxes: 'labels' | 'tensor' | 'none',
  objectScore = false,
): ToyDecoder {
  const g = new GraphWriter();
  const inputs: Tensors = {
    ...embedding,
    input_points: ['float32', 'batch', 'prompts', 'points', 2],
    input_labels: ['int64', 'batch', 'prompts', 'points'],
    ...(boxes === 'tensor' && { input_boxes: ['float32', 'batch', 'boxes', 4] }),
  };
  declare(g, inputs);
  const given = { coords: flatCoords(g, 'input_points'), labels: flatLabels(g, 'input_labels') };
  const { logits, ious } = toyAnswer(g, {
    ...(boxes === 'tensor' ? withBoxes(g, given.coords, given.labels) : given),
    padding: boxes === 'labels' ? 'unboxed' : 'none',
    boxes: boxes !== 'none',
    embedding: Object.keys(embedding),
  });
  const outputs: Tensors = {
    iou_scores: ['float32', 'batch', 'prompts', 3],
    pred_masks: ['float32', 'batch', 'prompts', 3, MASK_SIDE, MASK_SIDE],
  };
  g.output('iou_scores', outputs.iou_scores, batched(g, multimask(g, ious), [0, 1]));
  g.output('pred_masks', outputs.pred_masks, batched(g, multimask(g, logits), [0, 1]));
  if (objectScore)
    g.output('object_score_logits', ['float32', 'batch', 'prompts', 1], g.floats([9], [1, 1, 1]));
  return { inputs, outputs, bytes: g.finish() };
}
