import type { ToyDecoder } from '../toyDecoders.ts';
import { maskDecoder } from './maskDecoder.ts';
import {
  densePositions,
  FRAME_SIDE,
  maskEmbedding,
  noMask,
  pointTokens,
  pointTokensPadded,
} from './promptEncoder.ts';
import { SamWriter } from './SamWriter.ts';

const EMBEDDING = ['float32', 1, 256, 64, 64] as const satisfies ToyDecoder['inputs'][string];

/** As segment-anything's scripts/export_onnx_model.py writes it, all four masks. */
export function metaDecoder(seed: number): ToyDecoder {
  const g = new SamWriter(seed);
  const inputs: ToyDecoder['inputs'] = {
    image_embeddings: [...EMBEDDING],
    point_coords: ['float32', 1, 'num_points', 2],
    point_labels: ['float32', 1, 'num_points'],
    mask_input: ['float32', 1, 1, 256, 256],
    has_mask_input: ['float32', 1],
    orig_im_size: ['float32', 2],
  };
  for (const [name, tensor] of Object.entries(inputs)) g.input(name, tensor);
  const sparse = pointTokens(g, 'point_coords', 'point_labels');
  const dense = maskEmbedding(g, 'mask_input', 'has_mask_input');
  const { masks, ious } = maskDecoder(g, 'image_embeddings', densePositions(g), { sparse, dense });
  const outputs: ToyDecoder['outputs'] = {
    iou_predictions: ['float32', 1, 4],
    low_res_masks: ['float32', 1, 4, 256, 256],
  };
  g.output('masks', ['float32', 1, 4, 'height', 'width'], postprocessed(g, masks, 'orig_im_size'));
  g.output('iou_predictions', outputs.iou_predictions, ious);
  g.output('low_res_masks', outputs.low_res_masks, masks);
  return { inputs, outputs, bytes: g.finish() };
}

/** As optimum exports transformers' SamModel: prompt_encoder_mask_decoder.onnx, the three masks of tokens 1..3. */
export function optimumDecoder(seed: number): ToyDecoder {
  const g = new SamWriter(seed);
  const inputs: ToyDecoder['inputs'] = {
    input_points: ['float32', 'batch_size', 'point_batch_size', 'nb_points_per_image', 2],
    input_labels: ['int64', 'batch_size', 'point_batch_size', 'nb_points_per_image'],
    image_positional_embeddings: ['float32', 'batch_size', 256, 64, 64],
    image_embeddings: ['float32', 'batch_size', 256, 64, 64],
  };
  for (const [name, tensor] of Object.entries(inputs)) g.input(name, tensor);
  const coords = g.op('Reshape', ['input_points', g.ints([1, -1, 2])]);
  const labels = g.op('Reshape', ['input_labels', g.ints([1, -1])]);
  const prompt = { sparse: pointTokensPadded(g, coords, labels), dense: noMask(g) };
  const answer = maskDecoder(g, 'image_embeddings', 'image_positional_embeddings', prompt);
  const several = (x: string): string =>
    g.op('Unsqueeze', [g.op('Slice', [x, g.ints([1]), g.ints([4]), g.ints([1])]), g.ints([1])]);
  const outputs: ToyDecoder['outputs'] = {
    iou_scores: ['float32', 'batch_size', 'point_batch_size', 3],
    pred_masks: ['float32', 'batch_size', 'point_batch_size', 3, 256, 256],
  };
  g.output('iou_scores', outputs.iou_scores, several(answer.ious));
  g.output('pred_masks', outputs.pred_masks, several(answer.masks));
  return { inputs, outputs, bytes: g.finish() };
}

/** SamOnnxModel.mask_postprocessing: to 1024 px, the padding cut off, to the picture's size (H, W). */
function postprocessed(g: SamWriter, masks: string, imageSize: string): string {
  const none = g.floats([], [0]);
  const enlarged = (x: string, height: string, width: string): string => {
    const before = g.op('Slice', [g.op('Shape', [x]), g.ints([0]), g.ints([2])]);
    return g.op('Resize', [x, none, none, g.op('Concat', [before, height, width], { axis: 0 })], {
      coordinate_transformation_mode: 'pytorch_half_pixel',
      mode: 'linear',
    });
  };
  const frame = enlarged(masks, g.ints([FRAME_SIDE]), g.ints([FRAME_SIDE]));
  const scale = g.op('Div', [g.float(FRAME_SIDE), g.op('ReduceMax', [imageSize], { keepdims: 0 })]);
  const rounded = g.op('Floor', [g.op('Add', [g.op('Mul', [scale, imageSize]), g.float(0.5)])]);
  const at = (x: string, index: number): string =>
    g.op('Unsqueeze', [g.op('Gather', [x, g.ints([index], [])], { axis: 0 }), g.ints([0])]);
  const [content, whole] = [g.cast(rounded, 'int64'), g.cast(imageSize, 'int64')];
  const cut = (x: string, axis: number): string =>
    g.op('Slice', [x, g.ints([0]), at(content, axis), g.ints([axis + 2]), g.ints([1])]);
  return enlarged(cut(cut(frame, 0), 1), at(whole, 0), at(whole, 1));
}
