import type { StagePointer } from '../../canvas/stagePointer.ts';
import { hasDragged } from '../dragging.ts';
import type { ToolState } from '../stateTool.ts';
import type { ToolContext, ToolShape } from '../tool.ts';
import { movingShapes } from './movingShapes.ts';

/** A selected shape is pressed: let go it is selected alone, moved all that is selected goes along, but for the locked. */
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
    const selected = context.selection().flatMap((id) => context.shape(id) ?? []);
    const free = selected.filter(({ locked }) => !locked);
    const locked = selected.find((other) => other.locked)?.locked;
    if (locked) context.notify(locked);
    return free.length > 0 ? movingShapes(context, free, down, back).pointer(event) : back();
  },
  command: (command) => (command === 'cancel' ? back() : null),
});
