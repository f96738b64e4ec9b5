import { t } from '../../ui/language/language.ts';
import { removeVertices } from '../edit/removeVertices.ts';
import type { VertexRef } from '../edit/replaceRing.ts';
import type { ToolContext, ToolShape } from '../tool.ts';

/** Takes vertices away, or says why not. */
export function removeCorners(context: ToolContext, shape: ToolShape, gone: readonly VertexRef[]): void {
  const polygon = removeVertices(shape.polygon, gone);
  if (shape.locked) context.notify(shape.locked);
  else if (polygon) context.change({ verb: 'reshaped', reshaped: [{ id: shape.id, polygon }] });
  else context.notify(t('tool.keepThree'));
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
