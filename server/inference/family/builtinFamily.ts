import { keepPartsAt } from './clickedParts.ts';
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
 * normalising; clicks in input pixels; masks are logits over the padded frame, every candidate each time. Who clicks
 * means the things clicked on: without a box, parts of a mask that no foreground click lies in are left out.
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

  readMasks(manifest, outputs, { frame, prompt }) {
    const masks = readMasks(manifest, tensors, outputs);
    if (prompt.box !== undefined) return masks;
    const size = maskSizeOf(manifest, tensors);
    const { content } = paddedFrame(size, manifest.input.side, frame);
    const [scaleX, scaleY] = [content.width / frame.image.width, content.height / frame.image.height];
    const clicked = prompt.points.filter(([, , label]) => label === 1);
    const places = clicked.map(([x, y]) => [x * scaleX, y * scaleY] as const);
    for (const logits of masks.logits) keepPartsAt(logits, size, places);
    return masks;
  },
};
