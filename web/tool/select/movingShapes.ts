import type { ShapeEdit } from '../../canvas/scene.ts';
import type { StagePointer } from '../../canvas/stagePointer.ts';
import { moveShapes } from '../edit/moveShapes.ts';
import type { ToolState } from '../stateTool.ts';
import type { ToolContext, ToolShape } from '../tool.ts';
import { commit } from './commit.ts';

/** Shapes follow the pointer; they are written where they are let go. */
export function movingShapes(
  context: ToolContext,
  shapes: readonly ToolShape[],
  down: StagePointer,
  back: () => ToolState,
): ToolState {
  const polygons = shapes.map(({ polygon }) => polygon);
  let edits: readonly ShapeEdit[] = [];
  return {
    name: 'movingShapes',
    cursor: 'grabbing',
    pointer(event) {
      if (event.phase === 'cancel') return back();
      if (event.phase === 'move') {
        const [dx, dy] = [event.point[0] - down.point[0], event.point[1] - down.point[1]];
        const moved = moveShapes(polygons, dx, dy, context.imageSize);
        edits = shapes.map(({ id }, i) => ({ id, polygon: moved[i] }));
        context.showEdits(edits);
      }
      if (event.phase !== 'up') return this;
      if (edits.length > 0) commit(context, edits, 'moved');
      return back();
    },
    command: (command) => (command === 'cancel' ? back() : null),
    leave: () => context.showEdits([]),
  };
}
