import { filledFrame } from './longestSide.ts';
import { maskInputTensors, maskSizeOf, readMasks, samTokens } from './maskTensors.ts';
import type { FamilyTensors, ModelFamily } from './modelFamily.ts';
import { planarInput } from './preprocess.ts';
import { HALF_PIXEL, pointTensors } from './promptTensors.ts';

const tensors: FamilyTensors = {
  required: ['point_coords', 'point_labels'],
  optional: ['mask_input', 'has_mask_input', 'orig_im_size'],
  masks: ['low_res_masks', 'masks'],
  scores: ['iou_predictions'],
};

/**
 * The image part of SAM 2 and 2.1, as samexporter writes it.
 *
 * - Picture: squashed to `input.side` both ways, no padding; RGB planes [1, 3, side, side], (x - mean) / std.
 * - Embedding: image_embed, high_res_feats_0, high_res_feats_1, as the encoder names them.
 * - Points: in the squashed square; labels 1, 0, box corners 2 and 3. The graph appends the pad point itself, always.
 * - Masks: logits [1, M, 256, 256] over the whole picture; M = 3, or 4 and 1 as with SAM. Exports that enlarge them
 *   to `orig_im_size` are told the size that they have, so that nothing is enlarged.
 */
export const sam2Family: ModelFamily = {
  tensors,
  contentSize: ({ input: { side } }) => ({ width: side, height: side }),
  imageTensors: planarInput,
  lowResFrame: (manifest) => filledFrame(maskSizeOf(manifest, tensors)),

  promptTensors(manifest, { image }, prompt, maskInput) {
    const side = manifest.prompt.side ?? manifest.input.side;
    const scale = { x: side / image.width, y: side / image.height };
    const size = maskSizeOf(manifest, tensors);
    return {
      ...pointTensors(prompt, { scale, shift: HALF_PIXEL }),
      ...maskInputTensors(size, maskInput),
      orig_im_size: { data: Float32Array.of(size.height, size.width), dims: [2] },
    };
  },

  readMasks: (manifest, outputs, asked) => readMasks(manifest, tensors, outputs, samTokens(asked)),
};
