import type { Box } from '@maskroom/shared/geometry/polygon';
import type { Prompt } from '@maskroom/shared/prompt/prompt';
import type { Manifest } from './manifest.ts';
import type { FamilyTensors, Tensors } from './modelFamily.ts';
import { HALF_PIXEL, labelledPoints, type PointFrame, withoutBox } from './promptTensors.ts';

export const transformersTensors: FamilyTensors = {
  required: ['input_points', 'input_labels'],
  optional: ['input_boxes'],
  masks: ['pred_masks'],
  scores: ['iou_scores'],
};

/**
 * `input_points` float32[1, 1, N, 2] and `input_labels` int64[1, 1, N] in the frame of `scale`, 1 and 0, as
 * transformers.js feeds them. A box is
 * - `input_boxes` float32[1, 1, 4], or [1, 0, 4] without one, of decoders that have it: N may be 0 then;
 * - two points of labels 2 and 3, and one pad point (0, 0) of label -1 when there is none, with
 *   `prompt.boxes: "labels"`;
 * - else a click in its middle.
 */
export function transformersPrompt(manifest: Manifest, prompt: Prompt, scale: PointFrame['scale']): Tensors {
  const { points, box } = prompt;
  if (Object.hasOwn(manifest.decoder.inputs, 'input_boxes'))
    return { ...labelled({ points }, scale), input_boxes: boxTensor(box, scale) };
  if (manifest.prompt.boxes === 'labels') return labelled(prompt, scale, 'unboxed');
  return labelled(withoutBox(prompt), scale);
}

function labelled(prompt: Prompt, scale: PointFrame['scale'], padding?: 'unboxed'): Tensors {
  const { count, coords, labels } = labelledPoints(prompt, { scale, shift: HALF_PIXEL, padding });
  return {
    input_points: { data: coords, dims: [1, 1, count, 2] },
    input_labels: { data: labels, dims: [1, 1, count] },
  };
}

const boxTensor = (box: Box | undefined, scale: PointFrame['scale']) => ({
  data: Float32Array.from(box ?? [], (value, i) => value * (i % 2 === 0 ? scale.x : scale.y) - HALF_PIXEL),
  dims: [1, box ? 1 : 0, 4],
});
