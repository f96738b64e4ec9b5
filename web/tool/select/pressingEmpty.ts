import type { StagePointer } from '../../canvas/stagePointer.ts';
import { hasDragged } from '../dragging.ts';
import { panning } from '../pan/panTool.ts';
import type { ToolState } from '../stateTool.ts';
import type { ToolContext } from '../tool.ts';

/** Nothing lies under the press: let go it deselects, moved it pans. */
export const pressingEmpty = (
  context: ToolContext,
  down: StagePointer,
  back: () => ToolState,
): ToolState => ({
  name: 'pressingEmpty',
  cursor: 'default',
  pointer(event) {
    if (event.phase === 'cancel') return back();
    if (event.phase === 'up') {
      context.select([]);
      return back();
    }
    return event.phase === 'move' && hasDragged(down, event) ? panning(context, event.screen, back) : this;
  },
  command: (command) => (command === 'cancel' ? back() : null),
});
