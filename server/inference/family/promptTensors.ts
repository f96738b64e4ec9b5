import type { Prompt } from '@maskroom/shared/prompt/prompt';
import type { Tensors } from './modelFamily.ts';

/** Labels beside 1 foreground and 0 background. */
const BOX_TOP_LEFT = 2;
const BOX_BOTTOM_RIGHT = 3;
const PADDING = -1;

/**
 * Segment-anything takes points as whole numbers of pixels and adds this itself to get to a pixel's middle; ours
 * are places on the picture, so it is taken off before.
 */
export const HALF_PIXEL = 0.5;

export interface PointFrame {
  /** The frame's pixels per image pixel along each axis. */
  readonly scale: { readonly x: number; readonly y: number };
  /** What the graph adds to each coordinate, in the frame's pixels. Default 0. */
  readonly shift?: number;
  /**
   * Points of label -1, at (0, 0), after the others: `unboxed` one when there is no box, as segment-anything was
   * trained; a number as many as there must be at least. Default: none.
   */
  readonly padding?: 'unboxed' | number;
}

/** x, y by turns, and a label each; a box is two points more, behind the clicks. */
export interface LabelledPoints {
  readonly count: number;
  readonly coords: Float32Array;
  readonly labels: Float32Array;
}

export function labelledPoints({ points, box }: Prompt, frame: PointFrame): LabelledPoints {
  const { scale, shift = 0, padding = 0 } = frame;
  const all: (readonly [x: number, y: number, label: number])[] = [...points];
  if (box) all.push([box[0], box[1], BOX_TOP_LEFT], [box[2], box[3], BOX_BOTTOM_RIGHT]);
  const count = padding === 'unboxed' ? all.length + (box ? 0 : 1) : Math.max(all.length, padding);
  const coords = new Float32Array(2 * count);
  const labels = new Float32Array(count).fill(PADDING, all.length);
  for (const [i, [x, y, label]] of all.entries()) {
    coords[2 * i] = x * scale.x - shift;
    coords[2 * i + 1] = y * scale.y - shift;
    labels[i] = label;
  }
  return { count, coords, labels };
}

/** point_coords float32[1, N, 2] and point_labels float32[1, N]. */
export function pointTensors(prompt: Prompt, frame: PointFrame): Tensors {
  const { count, coords, labels } = labelledPoints(prompt, frame);
  return {
    point_coords: { data: coords, dims: [1, count, 2] },
    point_labels: { data: labels, dims: [1, count] },
  };
}

/** For decoders that know no box: a click in its middle, unless there is one already. */
export function withoutBox({ points, box }: Prompt): Prompt {
  if (!box || points.some(([, , label]) => label === 1)) return { points };
  return { points: [...points, [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2, 1]] };
}
