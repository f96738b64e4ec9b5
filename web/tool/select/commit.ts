import type { ShapeEdit } from '../../canvas/scene.ts';
import type { ToolContext } from '../tool.ts';

/** Writes a finished edit, unless the shape was deleted or locked while it was dragged. */
export function commit(context: ToolContext, { id, polygon }: ShapeEdit): void {
  const shape = context.shape(id);
  if (!shape) context.notify('This shape was deleted meanwhile.');
  else if (shape.locked) context.notify(shape.locked);
  else context.setGeometry(id, polygon);
}
