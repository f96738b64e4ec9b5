import type { ShapeEdit } from '../../canvas/scene.ts';
import type { StagePointer } from '../../canvas/stagePointer.ts';
import { hasDragged } from '../dragging.ts';
import type { VertexRef } from '../edit/replaceRing.ts';
import { snapped } from '../edit/snap.ts';
import type { ToolState } from '../stateTool.ts';
import type { ToolContext } from '../tool.ts';
import { commit } from './commit.ts';
import { type Grip, moveGrip } from './grip.ts';

/** Vertices are held. `back` is told which ones of the selected shape. */
export function draggingVertices(
  context: ToolContext,
  grip: Grip,
  down: StagePointer,
  back: (vertices: readonly VertexRef[]) => ToolState,
): ToolState {
  const [{ vertices }] = grip.held;
  const ids = grip.held.map(({ id }) => id);
  let edits: readonly ShapeEdit[] = [];
  if (grip.added) show(moveGrip(grip, 0, 0, context));

  function show(next: readonly ShapeEdit[]): void {
    edits = next;
    context.showEdits(next);
    context.overlay({ handles: { active: { ...grip.lead, midpoint: false }, chosen: vertices } });
  }

  function moveTo(event: StagePointer): void {
    const [x, y] = grip.from;
    const [dx, dy] = [event.point[0] - down.point[0], event.point[1] - down.point[1]];
    const to = snapped(context, event, [x + dx, y + dy], ids);
    show(moveGrip(grip, to[0] - x, to[1] - y, context));
  }

  return {
    name: 'draggingVertices',
    cursor: 'grabbing',
    pointer(event) {
      if (event.phase === 'cancel') return back([]);
      if (event.phase === 'move' && (edits.length > 0 || hasDragged(down, event))) moveTo(event);
      if (event.phase !== 'up') return this;
      if (edits.length > 0) commit(context, edits, 'reshaped');
      return back(vertices);
    },
    command: (command) => (command === 'cancel' ? back([]) : null),
    leave() {
      context.showEdits([]);
      context.overlay({ snapped: null });
    },
  };
}
