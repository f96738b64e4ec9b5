import { longestSide, paddedFrame } from './longestSide.ts';
import { maskInputTensors, maskSizeOf, readMasks } from './maskTensors.ts';
import type { FamilyTensors, ModelFamily } from './modelFamily.ts';
import { planarInput } from './preprocess.ts';
import { pointTensors } from './promptTensors.ts';

const tensors: FamilyTensors = {
  required: ['point_coords', 'point_labels', 'mask_input', 'has_mask_input'],
  optional: [],
  masks: ['low_res_masks'],
  scores: ['iou_predictions'],
};

/**
 * Maskroom's own models. The longest side is resized to the input's side; padding right and below after
 * normalising; clicks in input pixels; masks are logits over the padded frame, every candidate each time.
 */
export const builtinFamily: ModelFamily = {
  tensors,
  contentSize: ({ input: { side } }, image) => longestSide(side, image),
  imageTensors: planarInput,
  lowResFrame: (manifest, frame) => paddedFrame(maskSizeOf(manifest, tensors), manifest.input.side, frame),

  promptTensors(manifest, { content, image }, prompt, maskInput) {
    const scale = { x: content.width / image.width, y: content.height / image.height };
    return {
      ...pointTensors(prompt, { scale }),
      ...maskInputTensors(maskSizeOf(manifest, tensors), maskInput),
    };
  },

  readMasks: (manifest, outputs) => readMasks(manifest, tensors, outputs),
};
