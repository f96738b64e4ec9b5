import type { ShapeEdit } from '../../canvas/scene.ts';
import type { StagePointer } from '../../canvas/stagePointer.ts';
import { hasDragged } from '../dragging.ts';
import { moveVertex } from '../edit/moveVertex.ts';
import type { VertexRef } from '../edit/replaceRing.ts';
import type { ToolState } from '../stateTool.ts';
import type { ToolContext } from '../tool.ts';
import { commit } from './commit.ts';

/**
 * A vertex is held. `begun` already has it; `changed` when it was put there by this press, so that letting go
 * without a move writes it too. `back` is told which vertex was held.
 */
export function draggingVertex(
  context: ToolContext,
  begun: ShapeEdit,
  at: VertexRef,
  down: StagePointer,
  changed: boolean,
  back: (vertex: VertexRef | null) => ToolState,
): ToolState {
  const [x, y] = begun.polygon[at.part][at.ring][at.vertex];
  let edit: ShapeEdit | null = null;
  if (changed) show(begun);

  function show(next: ShapeEdit): void {
    edit = next;
    context.showEdit(next);
    context.overlay({ handles: { active: { ...at, midpoint: false } } });
  }

  return {
    name: 'draggingVertex',
    cursor: 'grabbing',
    pointer(event) {
      if (event.phase === 'cancel') return back(null);
      if (event.phase === 'move' && (edit || hasDragged(down, event))) {
        const [dx, dy] = [event.point[0] - down.point[0], event.point[1] - down.point[1]];
        show({ id: begun.id, polygon: moveVertex(begun.polygon, at, [x + dx, y + dy], context.imageSize) });
      }
      if (event.phase !== 'up') return this;
      if (edit) commit(context, edit);
      return back(at);
    },
    command: (command) => (command === 'cancel' ? back(null) : null),
    leave: () => context.showEdit(null),
  };
}
