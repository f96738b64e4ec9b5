import type { ShapeEdit } from '../../canvas/scene.ts';
import type { ToolContext } from '../tool.ts';

/** Writes finished edits as one step, but for shapes that were deleted or locked while they were dragged. */
export function commit(context: ToolContext, edits: readonly ShapeEdit[], verb: string): void {
  const held = edits.map(({ id }) => context.shape(id));
  const locked = held.find((shape) => shape?.locked)?.locked;
  if (locked) context.notify(locked);
  else if (held.includes(null)) context.notify('This shape was deleted meanwhile.');
  const reshaped = edits.filter((_, i) => held[i] && !held[i].locked);
  if (reshaped.length > 0) context.change({ verb, reshaped });
}
