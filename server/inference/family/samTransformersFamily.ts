import { longestSide, paddedFrame } from './longestSide.ts';
import { maskSizeOf, readMasks, samTokens } from './maskTensors.ts';
import type { FamilyTensors, ModelFamily } from './modelFamily.ts';
import { planarInput } from './preprocess.ts';
import { HALF_PIXEL, labelledPoints, withoutBox } from './promptTensors.ts';

const tensors: FamilyTensors = {
  required: ['input_points', 'input_labels'],
  optional: [],
  masks: ['pred_masks'],
  scores: ['iou_scores'],
};

/**
 * Segment Anything as Hugging Face's optimum exports it for transformers.js (vision_encoder, prompt_encoder_mask_decoder).
 *
 * - Picture: `pixel_values`, prepared as for the family sam: longest side, normalised planes, zeros right and below.
 * - Embedding: image_embeddings and image_positional_embeddings.
 * - Points: float32[1, 1, N, 2] in the input's frame, labels int64[1, 1, N]: 1 and 0; the graph appends the pad point.
 *   It knows no box: a click in its middle stands for one. With `prompt.boxes: "labels"` it takes labels 2 and 3 and,
 *   without a box, one pad point (0, 0) of label -1 from the caller, as Meta's export does.
 * - Masks: logits [1, 1, 3, 256, 256] over the padded square, tokens 1..3 only. No mask goes in.
 */
export const samTransformersFamily: ModelFamily = {
  tensors,
  contentSize: ({ input: { side } }, image) => longestSide(side, image),
  imageTensors: planarInput,
  lowResFrame: (manifest, frame) => paddedFrame(maskSizeOf(manifest, tensors), manifest.input.side, frame),

  promptTensors(manifest, { content, image }, prompt) {
    const boxes = manifest.prompt.boxes === 'labels';
    const { count, coords, labels } = labelledPoints(boxes ? prompt : withoutBox(prompt), {
      scale: { x: content.width / image.width, y: content.height / image.height },
      shift: HALF_PIXEL,
      padding: boxes ? 'unboxed' : undefined,
    });
    return {
      input_points: { data: coords, dims: [1, 1, count, 2] },
      input_labels: { data: labels, dims: [1, 1, count] },
    };
  },

  readMasks: (manifest, outputs, asked) => readMasks(manifest, tensors, outputs, samTokens(asked)),
};
