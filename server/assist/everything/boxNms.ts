import { boxIou } from '@maskroom/shared/geometry/box';
import type { Box } from '@maskroom/shared/geometry/polygon';

/**
 * Greedy suppression as torchvision's `nms`: from the highest score down, a box stays unless its IoU with one that
 * stayed is larger than `threshold`. Equal scores go by place. Returns indices, highest score first.
 */
export function boxNms(boxes: readonly Box[], scores: readonly number[], threshold: number): number[] {
  const order = [...boxes.keys()].sort((a, b) => scores[b] - scores[a] || a - b);
  const kept: number[] = [];
  for (const index of order) {
    if (kept.every((other) => boxIou(boxes[index], boxes[other]) <= threshold)) kept.push(index);
  }
  return kept;
}
