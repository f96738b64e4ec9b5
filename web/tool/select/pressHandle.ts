import type { HandleRef } from '../../canvas/scene.ts';
import type { StagePointer } from '../../canvas/stagePointer.ts';
import { insertVertex } from '../edit/insertVertex.ts';
import type { VertexRef } from '../edit/replaceRing.ts';
import type { ToolState } from '../stateTool.ts';
import type { ToolContext, ToolShape } from '../tool.ts';
import { removeCorners } from './deleting.ts';
import { draggingVertices } from './draggingVertices.ts';
import { takeGrip } from './grip.ts';

/**
 * A handle is pressed: a vertex is held with all that is `chosen` with it, Shift chooses it, Alt takes it away; on an
 * edge a new vertex is held. `back` is told the vertices that are chosen then.
 */
export function pressHandle(
  context: ToolContext,
  shape: ToolShape,
  handle: HandleRef,
  chosen: readonly VertexRef[],
  event: StagePointer,
  back: (vertices: readonly VertexRef[]) => ToolState,
): ToolState {
  const { id, polygon } = shape;
  const at: VertexRef = { part: handle.part, ring: handle.ring, vertex: handle.vertex };
  const isChosen = chosen.some((other) => isSame(other, at));
  if (shape.locked) {
    context.notify(shape.locked);
    return back([]);
  }
  if (event.alt) {
    if (!handle.midpoint) removeCorners(context, shape, [at]);
    return back([]);
  }
  if (handle.midpoint) {
    const added = insertVertex(polygon, at, handle.at ?? event.point, context.imageSize);
    const vertex = { ...at, vertex: at.vertex + 1 };
    const grip = takeGrip(context, { id, polygon: added, vertices: [vertex] }, vertex, event, true);
    return draggingVertices(context, grip, event, back);
  }
  if (event.shift) return back(isChosen ? chosen.filter((other) => !isSame(other, at)) : [...chosen, at]);
  const vertices = isChosen ? chosen : [at];
  return draggingVertices(
    context,
    takeGrip(context, { id, polygon, vertices }, at, event, false),
    event,
    back,
  );
}

const isSame = (a: VertexRef, b: VertexRef): boolean =>
  a.part === b.part && a.ring === b.ring && a.vertex === b.vertex;
