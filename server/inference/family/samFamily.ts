import { filledSize } from './filledSize.ts';
import { longestSide, paddedFrame } from './longestSide.ts';
import { maskInputTensors, maskSizeOf, readMasks, samTokens } from './maskTensors.ts';
import type { FamilyTensors, ModelFamily } from './modelFamily.ts';
import { inputName, interleavedInput, planarInput } from './preprocess.ts';
import { HALF_PIXEL, pointTensors } from './promptTensors.ts';

/** `masks` only from decoders that give them at low-res size and nothing else: EfficientViT-SAM, EdgeSAM. */
const tensors: FamilyTensors = {
  required: ['point_coords', 'point_labels'],
  optional: ['mask_input', 'has_mask_input', 'orig_im_size'],
  masks: ['low_res_masks', 'masks'],
  scores: ['iou_predictions', 'scores'],
};

/** The graph enlarges its masks to this many pixels for an output that nobody reads: as few as can be. */
const ENLARGED_SIDE = 1;

const lowResFrame: ModelFamily['lowResFrame'] = (manifest, frame) =>
  paddedFrame(maskSizeOf(manifest, tensors), manifest.input.side, frame);

/**
 * Segment Anything as its own script exports it, and what keeps its contract: MobileSAM, SAM-HQ, EfficientViT-SAM,
 * EdgeSAM.
 *
 * - Picture: longest side to `input.side`, RGB, either (x - mean) / std as planes [1, 3, side, side] with zeros
 *   right and below, or, for an encoder input of three axes, [H, W, 3] of 0..255, which pads and normalises itself.
 * - Points: in the frame whose longest side is `prompt.side` (1024, also where the encoder takes 512); labels
 *   1, 0, box corners 2 and 3, and one pad point (0, 0) of label -1 exactly when there is no box.
 * - Masks: logits [1, M, 256, 256] over the padded square; M = 4, see {@link samTokens}, or 1 selected in the graph.
 */
export const samFamily: ModelFamily = {
  tensors,
  contentSize: ({ input: { side } }, image) => longestSide(side, image),

  imageTensors(manifest, content) {
    const axes = manifest.encoder.inputs[inputName(manifest)].length - 1;
    return axes === 3 ? interleavedInput(manifest, content) : planarInput(manifest, content);
  },

  lowResFrame,

  promptTensors(manifest, frame, prompt, maskInput) {
    const { content, image } = frame;
    const zoom = (manifest.prompt.side ?? manifest.input.side) / manifest.input.side;
    const scale = { x: (zoom * content.width) / image.width, y: (zoom * content.height) / image.height };
    return {
      ...pointTensors(prompt, { scale, shift: HALF_PIXEL, padding: 'unboxed' }),
      ...maskInputTensors(maskSizeOf(manifest, tensors), maskInput),
      orig_im_size: { data: Float32Array.of(ENLARGED_SIDE, ENLARGED_SIDE), dims: [2] },
      ...filledSize(lowResFrame(manifest, frame)),
    };
  },

  readMasks: (manifest, outputs, asked) => readMasks(manifest, tensors, outputs, samTokens(asked)),
};
