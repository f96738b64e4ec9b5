import type { HandleRef } from '../../canvas/scene.ts';
import type { StagePointer } from '../../canvas/stagePointer.ts';
import { findHandle } from '../edit/findHandle.ts';
import { insertVertex } from '../edit/insertVertex.ts';
import type { VertexRef } from '../edit/replaceRing.ts';
import type { ToolState } from '../stateTool.ts';
import type { ToolContext, ToolShape } from '../tool.ts';
import { deleteSelected, removeCorner } from './deleting.ts';
import { draggingVertex } from './draggingVertex.ts';
import { pressingEmpty } from './pressingEmpty.ts';
import { pressingShape } from './pressingShape.ts';

/** A vertex of one shape. */
interface ChosenVertex extends VertexRef {
  readonly id: string;
}

/** Nothing is pressed. `chosen` is the vertex clicked last, which Delete removes. */
export function idle(context: ToolContext, chosen: ChosenVertex | null): ToolState {
  const back = (): ToolState => idle(context, null);
  const selected = (): ToolShape | null => {
    const ids = context.selection();
    return ids.length === 1 ? context.shape(ids[0]) : null;
  };
  show(null);

  function show(under: HandleRef | null): void {
    const kept = chosen && chosen.id === selected()?.id ? { ...chosen, midpoint: false } : null;
    context.overlay({ handles: { active: under ?? kept } });
  }

  function look(event: StagePointer): void {
    const shape = selected();
    const handle = shape && !shape.locked ? findHandle(shape.polygon, event) : null;
    const under = handle ? null : context.shapeAt(event.point);
    show(handle);
    context.hover(under?.id ?? null);
    context.setCursor(
      handle ? 'pointer' : under && under.id === shape?.id && !shape.locked ? 'move' : 'default',
    );
  }

  function pressHandle(shape: ToolShape, handle: HandleRef, event: StagePointer): ToolState {
    const { id, polygon } = shape;
    const held = (vertex: VertexRef | null): ToolState => idle(context, vertex && { ...vertex, id });
    if (shape.locked) context.notify(shape.locked);
    else if (handle.midpoint && !event.alt) {
      const added = insertVertex(polygon, handle, event.point, context.imageSize);
      const vertex = { ...handle, vertex: handle.vertex + 1 };
      return draggingVertex(context, { id, polygon: added }, vertex, event, true, held);
    } else if (!event.alt) return draggingVertex(context, { id, polygon }, handle, event, false, held);
    else if (!handle.midpoint) removeCorner(context, shape, handle);
    return back();
  }

  function press(event: StagePointer): ToolState {
    const shape = selected();
    const handle = shape ? findHandle(shape.polygon, event) : null;
    const under = context.shapeAt(event.point);
    // The corners of a locked shape are not shown: a press there means the shape.
    if (shape && handle && !(shape.locked && under)) return pressHandle(shape, handle, event);
    if (!under) return pressingEmpty(context, event, back);
    const ids = context.selection();
    if (event.shift) {
      context.select(ids.includes(under.id) ? ids.filter((id) => id !== under.id) : [...ids, under.id]);
      return back();
    }
    if (!ids.includes(under.id)) context.select([under.id]);
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
      if (deletes && shape && chosen?.id === shape.id && hasVertex(shape, chosen)) {
        removeCorner(context, shape, chosen);
        return back();
      }
      if (deletes) return deleteSelected(context) ? back() : null;
      if (command !== 'cancel' || context.selection().length === 0) return null;
      context.select([]);
      return back();
    },
  };
}

const hasVertex = ({ polygon }: ToolShape, { part, ring, vertex }: VertexRef): boolean =>
  polygon[part]?.[ring]?.[vertex] !== undefined;
