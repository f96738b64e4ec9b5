import type { ShapeEdit } from '../../canvas/scene.ts';
import type { StagePointer } from '../../canvas/stagePointer.ts';
import { moveShape } from '../edit/moveShape.ts';
import type { ToolState } from '../stateTool.ts';
import type { ToolContext, ToolShape } from '../tool.ts';
import { commit } from './commit.ts';

/** A shape follows the pointer; it is written where it is let go. */
export function movingShape(
  context: ToolContext,
  { id, polygon }: ToolShape,
  down: StagePointer,
  back: () => ToolState,
): ToolState {
  let edit: ShapeEdit | null = null;
  return {
    name: 'movingShape',
    cursor: 'grabbing',
    pointer(event) {
      if (event.phase === 'cancel') return back();
      if (event.phase === 'move') {
        const [dx, dy] = [event.point[0] - down.point[0], event.point[1] - down.point[1]];
        edit = { id, polygon: moveShape(polygon, dx, dy, context.imageSize) };
        context.showEdit(edit);
      }
      if (event.phase !== 'up') return this;
      if (edit) commit(context, edit);
      return back();
    },
    command: (command) => (command === 'cancel' ? back() : null),
    leave: () => context.showEdit(null),
  };
}
