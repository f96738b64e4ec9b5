import type { Prompt } from '@maskroom/shared/prompt/prompt';
import type { Tensors } from './modelFamily.ts';

/** Labels beside 1 foreground and 0 background. */
const BOX_TOP_LEFT = 2;
const BOX_BOTTOM_RIGHT = 3;

/**
 * point_coords float32[1, N, 2] in input pixels and point_labels float32[1, N]; a box is two points more.
 * `scale`: input pixels per image pixel along each axis.
 */
export function pointTensors(
  { points, box }: Prompt,
  scale: { readonly x: number; readonly y: number },
): Tensors {
  const all: (readonly [x: number, y: number, label: number])[] = [...points];
  if (box) all.push([box[0], box[1], BOX_TOP_LEFT], [box[2], box[3], BOX_BOTTOM_RIGHT]);
  return {
    point_coords: {
      data: Float32Array.from(all.flatMap(([x, y]) => [x * scale.x, y * scale.y])),
      dims: [1, all.length, 2],
    },
    point_labels: { data: Float32Array.from(all, ([, , label]) => label), dims: [1, all.length] },
  };
}
