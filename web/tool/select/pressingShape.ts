import type { StagePointer } from '../../canvas/stagePointer.ts';
import { hasDragged } from '../dragging.ts';
import type { ToolState } from '../stateTool.ts';
import type { ToolContext, ToolShape } from '../tool.ts';
import { movingShape } from './movingShape.ts';

/** A shape is pressed: let go it is selected alone, moved it goes along, unless it is locked. */
export const pressingShape = (
  context: ToolContext,
  shape: ToolShape,
  down: StagePointer,
  back: () => ToolState,
): ToolState => ({
  name: 'pressingShape',
  cursor: 'default',
  pointer(event) {
    if (event.phase === 'cancel') return back();
    if (event.phase === 'up') {
      context.select([shape.id]);
      return back();
    }
    if (event.phase !== 'move' || !hasDragged(down, event)) return this;
    if (shape.locked) {
      context.notify(shape.locked);
      return back();
    }
    return movingShape(context, shape, down, back).pointer(event);
  },
  command: (command) => (command === 'cancel' ? back() : null),
});
