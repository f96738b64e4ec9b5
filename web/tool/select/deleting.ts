import { removeVertex } from '../edit/removeVertex.ts';
import type { VertexRef } from '../edit/replaceRing.ts';
import type { ToolContext, ToolShape } from '../tool.ts';

/** Takes one vertex away, or says why not. */
export function removeCorner(context: ToolContext, shape: ToolShape, at: VertexRef): void {
  const polygon = removeVertex(shape.polygon, at);
  if (shape.locked) context.notify(shape.locked);
  else if (polygon) context.setGeometry(shape.id, polygon);
  else context.notify('Every outline keeps at least three corners.');
}

/** Deletes what is selected and not locked; says why the rest stays. False when nothing is selected. */
export function deleteSelected(context: ToolContext): boolean {
  const shapes = context.selection().flatMap((id) => context.shape(id) ?? []);
  const locked = shapes.find((shape) => shape.locked);
  const free = shapes.filter((shape) => !shape.locked).map(({ id }) => id);
  if (locked?.locked) context.notify(locked.locked);
  if (free.length > 0) context.deleteShapes(free);
  return shapes.length > 0;
}
