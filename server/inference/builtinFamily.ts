import type { ImageFrame, Size } from './imageFrame.ts';
import { type Manifest, shapeOf } from './manifest.ts';
import type { LowResFrame, ModelFamily, Tensors } from './modelFamily.ts';
import { normalisedChw } from './preprocess.ts';
import { pointTensors } from './promptTensors.ts';

/**
 * Maskroom's own models. The longest side is resized to the input's side; padding right and below after
 * normalising; clicks in input pixels; masks are logits over the padded frame, every candidate each time.
 */
export const builtinFamily: ModelFamily = {
  contentSize({ input: { side } }, { width, height }) {
    const scale = side / Math.max(width, height);
    return { width: sideOf(width * scale), height: sideOf(height * scale) };
  },

  imageTensors({ encoder, input }, content) {
    const [name] = Object.keys(encoder.inputs);
    const { side, mean, std } = input;
    return { [name]: { data: normalisedChw(content, side, mean, std), dims: [1, 3, side, side] } };
  },

  embeddingTensors({ encoder }) {
    return Object.keys(encoder.outputs);
  },

  lowResFrame,

  promptTensors(manifest, frame, prompt, maskInput) {
    const { width, height } = maskSize(manifest);
    return {
      ...pointTensors(prompt, {
        x: frame.content.width / frame.image.width,
        y: frame.content.height / frame.image.height,
      }),
      mask_input: { data: maskInput ?? noMask(width * height), dims: [1, 1, height, width] },
      has_mask_input: { data: Float32Array.of(maskInput ? 1 : 0), dims: [1] },
    };
  },

  readMasks(manifest, { low_res_masks, iou_predictions }: Tensors) {
    const { width, height } = maskSize(manifest);
    const predictedIou = Array.from(iou_predictions.data);
    const logits = predictedIou.map((_, i) =>
      low_res_masks.data.slice(i * width * height, (i + 1) * width * height),
    );
    return { logits, predictedIou };
  },
};

/** What goes in where there is no mask to go on from; runs only read it, so one serves them all. */
let zeros = new Float32Array(0);
function noMask(length: number): Float32Array {
  if (zeros.length !== length) zeros = new Float32Array(length);
  return zeros;
}

/** A picture of 1 × 10,000 px still takes one row of the input. */
const sideOf = (length: number): number => Math.max(1, Math.round(length));

function maskSize({ decoder }: Manifest): Size {
  const [height, width] = shapeOf(decoder.outputs.low_res_masks).slice(-2);
  return { width, height };
}

function lowResFrame(manifest: Manifest, { content }: ImageFrame): LowResFrame {
  const { width, height } = maskSize(manifest);
  const { side } = manifest.input;
  return {
    width,
    height,
    content: { width: (content.width * width) / side, height: (content.height * height) / side },
  };
}
