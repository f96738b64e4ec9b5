import type { Box, Point } from '@maskroom/shared/geometry/polygon';
import type { StagePointer } from '../../canvas/stagePointer.ts';
import { beginShape } from '../beginShape.ts';
import { hasDragged } from '../dragging.ts';
import { boxBetween } from '../edit/boxBetween.ts';
import { clampPoint } from '../edit/clampPoint.ts';
import { closeRing } from '../edit/closeRing.ts';
import { createStateTool, type ToolState } from '../stateTool.ts';
import type { CreateTool, ToolContext } from '../tool.ts';

/** A rectangle as a shape: dragged in one go, or by a click on each of two corners. */
export const createBoxTool: CreateTool = (context) => createStateTool('box', context, () => idle(context));

const idle = (context: ToolContext): ToolState => ({
  name: 'idle',
  cursor: 'crosshair',
  pointer(event) {
    if (event.phase !== 'down' || event.button !== 0) return this;
    beginShape(context);
    return drawing(context, event);
  },
  command: () => null,
});

/** One corner is down; the other follows the pointer, held or not. */
function drawing(context: ToolContext, down: StagePointer): ToolState {
  const corner = clampPoint(down.point, context.imageSize);
  let held = true;

  function finish(to: Point): ToolState {
    const ring = closeRing(cornersOf(boxBetween(corner, clampPoint(to, context.imageSize))));
    if (ring) context.addShape([[ring]], 'manual');
    return idle(context);
  }

  return {
    name: 'drawing',
    cursor: 'crosshair',
    pointer(event) {
      if (event.phase === 'cancel') return idle(context);
      if (event.phase === 'down' && event.button === 0 && !held) return finish(event.point);
      if (event.phase === 'up' && held) {
        if (hasDragged(down, event)) return finish(event.point);
        held = false;
      }
      if (event.phase === 'move') {
        const box = boxBetween(corner, clampPoint(event.point, context.imageSize));
        context.overlay({ box: { box, color: context.labelColor() } });
      }
      return this;
    },
    command: (command) => (command === 'cancel' || command === 'removeLast' ? idle(context) : null),
    leave: () => context.overlay({ box: null }),
  };
}

const cornersOf = ([xmin, ymin, xmax, ymax]: Box): Point[] => [
  [xmin, ymin],
  [xmax, ymin],
  [xmax, ymax],
  [xmin, ymax],
];
