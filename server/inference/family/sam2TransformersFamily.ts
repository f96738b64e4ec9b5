import { filledFrame } from './longestSide.ts';
import { maskSizeOf, readMasks, samTokens } from './maskTensors.ts';
import type { ModelFamily } from './modelFamily.ts';
import { planarInput } from './preprocess.ts';
import { transformersTensors as tensors, transformersPrompt } from './transformersPrompt.ts';

/**
 * SAM 2, SAM 2.1, EdgeTAM and SAM 3's tracker as transformers.js reads them (its models/sam2/modeling_sam2.js).
 *
 * - Picture: `pixel_values`, squashed to `input.side` both ways, no padding; normalised planes [1, 3, side, side].
 * - Embedding: image_embeddings.0, .1 and .2.
 * - Points and boxes: in the squashed square, see {@link transformersPrompt}.
 * - Masks: logits [1, 1, 3, H, W] over the whole picture (a quarter of 1024, two sevenths of SAM 3's 1008), tokens
 *   1..3 only; `object_score_logits` is not read. No mask goes in.
 */
export const sam2TransformersFamily: ModelFamily = {
  tensors,
  contentSize: ({ input: { side } }) => ({ width: side, height: side }),
  imageTensors: planarInput,
  lowResFrame: (manifest) => filledFrame(maskSizeOf(manifest, tensors)),

  promptTensors: (manifest, { image }, prompt) =>
    transformersPrompt(manifest, prompt, {
      x: manifest.input.side / image.width,
      y: manifest.input.side / image.height,
    }),

  readMasks: (manifest, outputs, asked) => readMasks(manifest, tensors, outputs, samTokens(asked)),
};
