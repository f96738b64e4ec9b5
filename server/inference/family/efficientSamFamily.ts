import type { Prompt } from '@maskroom/shared/prompt/prompt';
import { filledFrame } from './longestSide.ts';
import { maskSizeOf, readMasks } from './maskTensors.ts';
import type { FamilyTensors, ModelFamily } from './modelFamily.ts';
import { inputName, unitPlanes } from './preprocess.ts';
import { HALF_PIXEL, labelledPoints } from './promptTensors.ts';

const tensors: FamilyTensors = {
  required: ['batched_point_coords', 'batched_point_labels', 'orig_im_size'],
  optional: [],
  masks: ['output_masks'],
  scores: ['iou_predictions'],
};

/** The decoder cuts off what is beyond. */
const MOST_POINTS = 6;

/**
 * EfficientSAM as labelme's export splits it.
 *
 * - Picture: squashed to `input.side` both ways (what the graph does to any size); RGB planes [1, 3, side, side] of
 *   0..1, normalised in the graph: `input.mean` and `std` are not used.
 * - Points: float32[1, 1, N, 2] in the picture whose size `orig_im_size` tells, labels float32[1, 1, N]: 1, 0, box
 *   corners 2 and 3. Six at most; of more, the box, the first click and the latest are kept. The graph fills up with
 *   label -1 itself; where the manifest gives N as a number, that is done here.
 * - Masks: logits [1, 1, 3, H, W] at the size that `orig_im_size` tells. It is told the size that they have before
 *   (a quarter of the side), so they are not enlarged, and points are given in that frame.
 */
export const efficientSamFamily: ModelFamily = {
  tensors,
  contentSize: ({ input: { side } }) => ({ width: side, height: side }),
  imageTensors: (manifest, content) => ({ [inputName(manifest)]: unitPlanes(content) }),
  lowResFrame: (manifest) => filledFrame(maskSizeOf(manifest, tensors)),

  promptTensors(manifest, { image }, prompt) {
    const { width, height } = maskSizeOf(manifest, tensors);
    const points = manifest.decoder.inputs.batched_point_coords.at(-2);
    const fixed = typeof points === 'number' ? points : undefined;
    const { count, coords, labels } = labelledPoints(withMost(prompt, fixed ?? MOST_POINTS), {
      scale: { x: width / image.width, y: height / image.height },
      shift: (HALF_PIXEL * width) / manifest.input.side,
      padding: fixed,
    });
    return {
      batched_point_coords: { data: coords, dims: [1, 1, count, 2] },
      batched_point_labels: { data: labels, dims: [1, 1, count] },
      orig_im_size: { data: Float32Array.of(height, width), dims: [2] },
    };
  },

  readMasks: (manifest, outputs) => readMasks(manifest, tensors, outputs),
};

/** A box takes two. */
function withMost({ points, box }: Prompt, most: number): Prompt {
  const room = most - (box ? 2 : 0);
  if (points.length <= room) return { points, box };
  return {
    points: room > 1 ? [points[0], ...points.slice(1 - room)] : points.slice(points.length - room),
    box,
  };
}
