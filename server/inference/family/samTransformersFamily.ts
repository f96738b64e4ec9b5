import { filledSize } from './filledSize.ts';
import { longestSide, paddedFrame } from './longestSide.ts';
import { maskSizeOf, readMasks, samTokens } from './maskTensors.ts';
import type { ModelFamily } from './modelFamily.ts';
import { planarInput } from './preprocess.ts';
import { transformersTensors as tensors, transformersPrompt } from './transformersPrompt.ts';

const lowResFrame: ModelFamily['lowResFrame'] = (manifest, frame) =>
  paddedFrame(maskSizeOf(manifest, tensors), manifest.input.side, frame);

/**
 * Segment Anything as Hugging Face's optimum exports it for transformers.js (vision_encoder, prompt_encoder_mask_decoder).
 *
 * - Picture: `pixel_values`, prepared as for the family sam: longest side, normalised planes, zeros right and below.
 * - Embedding: image_embeddings and image_positional_embeddings.
 * - Points and boxes: in the input's frame, see {@link transformersPrompt}; the graph appends the pad point.
 * - Masks: logits [1, 1, 3, 256, 256] over the padded square, tokens 1..3 only. No mask goes in.
 */
export const samTransformersFamily: ModelFamily = {
  tensors,
  contentSize: ({ input: { side } }, image) => longestSide(side, image),
  imageTensors: planarInput,
  lowResFrame,

  promptTensors(manifest, frame, prompt) {
    const { content, image } = frame;
    const scale = { x: content.width / image.width, y: content.height / image.height };
    return { ...transformersPrompt(manifest, prompt, scale), ...filledSize(lowResFrame(manifest, frame)) };
  },

  readMasks: (manifest, outputs, asked) => readMasks(manifest, tensors, outputs, samTokens(asked)),
};
