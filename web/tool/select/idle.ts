import type { HandleRef } from '../../canvas/scene.ts';
import type { StagePointer } from '../../canvas/stagePointer.ts';
import { findHandle } from '../edit/findHandle.ts';
import type { VertexRef } from '../edit/replaceRing.ts';
import type { ToolState } from '../stateTool.ts';
import type { ToolContext, ToolShape } from '../tool.ts';
import { deleteSelected, removeCorners } from './deleting.ts';
import { pressHandle } from './pressHandle.ts';
import { pressingEmpty } from './pressingEmpty.ts';
import { pressingShape } from './pressingShape.ts';
import { pressingWithShift } from './pressingWithShift.ts';

/** Vertices of one shape. */
export interface Chosen {
  readonly id: string;
  readonly vertices: readonly VertexRef[];
}

/** Nothing is pressed. `chosen` are the vertices clicked last, which Delete removes and a drag of one moves. */
export function idle(context: ToolContext, chosen: Chosen | null): ToolState {
  const back = (): ToolState => idle(context, null);
  const selected = (): ToolShape | null => {
    const ids = context.selection();
    return ids.length === 1 ? context.shape(ids[0]) : null;
  };
  /** Those of the chosen that are still there. */
  const kept = (): readonly VertexRef[] => {
    const shape = selected();
    return shape && chosen?.id === shape.id ? chosen.vertices.filter((at) => hasVertex(shape, at)) : [];
  };
  show(null);

  function show(active: HandleRef | null): void {
    context.overlay({ handles: { active, chosen: kept() } });
  }

  function look(event: StagePointer): void {
    const shape = selected();
    const handle = shape && !shape.locked ? findHandle(shape.polygon, event) : null;
    const under = handle ? null : context.shapeAt(event.point);
    show(handle);
    context.hover(under?.id ?? null);
    const moves = under && !under.locked && context.selection().includes(under.id);
    context.setCursor(handle?.midpoint ? 'copy' : handle ? 'pointer' : moves ? 'move' : 'default');
  }

  function press(event: StagePointer): ToolState {
    const shape = selected();
    const handle = shape ? findHandle(shape.polygon, event) : null;
    const under = context.shapeAt(event.point);
    // The corners of a locked shape are not shown: a press there means the shape.
    if (shape && handle && !(shape.locked && under) && !(event.shift && handle.midpoint)) {
      const held = (vertices: readonly VertexRef[]): ToolState => idle(context, { id: shape.id, vertices });
      return pressHandle(context, shape, handle, kept(), event, held);
    }
    if (event.shift)
      return pressingWithShift(context, event, (vertices) =>
        idle(context, shape && { id: shape.id, vertices: [...kept(), ...vertices] }),
      );
    if (!under) return pressingEmpty(context, event, back);
    if (!context.selection().includes(under.id)) context.select([under.id]);
    return pressingShape(context, under, event, back);
  }

  return {
    name: 'idle',
    cursor: 'default',
    pointer(event) {
      if (event.phase === 'move') look(event);
      if (event.phase === 'leave') context.hover(null);
      return event.phase === 'down' && event.button === 0 ? press(event) : this;
    },
    command(command) {
      const shape = selected();
      // Backspace is the key that says "delete" on a Mac.
      const deletes = command === 'delete' || command === 'removeLast';
      const vertices = kept();
      if (deletes && shape && vertices.length > 0) {
        removeCorners(context, shape, vertices);
        return back();
      }
      if (deletes) return deleteSelected(context) ? back() : null;
      if (command !== 'cancel') return null;
      // First the vertices, then the shape.
      if (vertices.length > 1) return back();
      if (context.selection().length === 0) return null;
      context.select([]);
      return back();
    },
  };
}

const hasVertex = ({ polygon }: ToolShape, { part, ring, vertex }: VertexRef): boolean =>
  polygon[part]?.[ring]?.[vertex] !== undefined;
