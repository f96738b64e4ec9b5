import type { Point } from '@maskroom/shared/geometry/polygon';
import { beginShape } from '../beginShape.ts';
import { boxBetween } from '../edit/boxBetween.ts';
import { clampPoint } from '../edit/clampPoint.ts';
import type { ToolState } from '../stateTool.ts';
import type { ToolContext } from '../tool.ts';

/** Below this a box is a slip. Image px. */
const LEAST_SIDE = 2;

/** A box is being dragged from `corner`; let go, it begins a new prompt. */
export function boxing(context: ToolContext, corner: Point, back: () => ToolState): ToolState {
  return {
    name: 'boxing',
    cursor: 'crosshair',
    pointer(event) {
      const box = boxBetween(corner, clampPoint(event.point, context.imageSize));
      if (event.phase === 'move') context.overlay({ box: { box, color: null } });
      if (event.phase !== 'up' && event.phase !== 'cancel') return this;
      const [xmin, ymin, xmax, ymax] = box;
      const isBox = xmax - xmin >= LEAST_SIDE && ymax - ymin >= LEAST_SIDE;
      if (event.phase === 'up' && isBox) {
        // A box always begins anew, so it says that the mask in hand is done, where masks are kept by themselves.
        if (context.isNextObject(corner)) context.acceptCandidate();
        beginShape(context);
        context.setPrompt({ points: [], box }, { hold: event.ctrl });
      }
      return back();
    },
    command: (command) => (command === 'cancel' ? back() : null),
    leave: () => context.overlay({ box: null }),
  };
}
