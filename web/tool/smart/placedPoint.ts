import type { Prompt } from '@maskroom/shared/prompt/prompt';
import type { StagePointer } from '../../canvas/stagePointer.ts';

/** As far as a point's sign reaches on the screen; a finger's is wider. CSS px. */
const REACH_PX = { mouse: 9, pen: 9, keyboard: 9, touch: 16 } as const;

/** Which point of the prompt lies under the pointer, an index into its points, or null. The newest of several. */
export function placedPoint(
  { points }: Prompt,
  { device, point: [x, y], scale }: Pick<StagePointer, 'device' | 'point' | 'scale'>,
): number | null {
  const reach = REACH_PX[device] / scale;
  const index = points.findLastIndex(([px, py]) => Math.hypot(px - x, py - y) <= reach);
  return index < 0 ? null : index;
}
