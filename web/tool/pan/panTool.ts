import type { Point } from '@maskroom/shared/geometry/polygon';
import { createStateTool, type ToolState } from '../stateTool.ts';
import type { CreateTool, ToolContext } from '../tool.ts';

/** Drag moves the picture. */
export const createPanTool: CreateTool = (context) => createStateTool('pan', context, () => idle(context));

const idle = (context: ToolContext): ToolState => ({
  name: 'idle',
  cursor: 'grab',
  pointer(event) {
    return event.phase === 'down' && event.button === 0
      ? panning(context, event.screen, () => idle(context))
      : this;
  },
  command: () => null,
});

/** Follows the pointer until it is let go, then goes `back`. `from` in CSS px in the window. */
export function panning(context: ToolContext, from: Point, back: () => ToolState): ToolState {
  let [x, y] = from;
  return {
    name: 'panning',
    cursor: 'grabbing',
    pointer({ phase, screen }) {
      if (phase === 'up' || phase === 'cancel') return back();
      context.panBy(screen[0] - x, screen[1] - y);
      [x, y] = screen;
      return this;
    },
    command: (command) => (command === 'cancel' ? back() : null),
  };
}
