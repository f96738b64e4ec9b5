import type { ShapeEdit } from '../../canvas/scene.ts';
import type { Deed } from '../../document/deeds.ts';
import { t } from '../../ui/language/language.ts';
import type { ToolContext } from '../tool.ts';

/** Writes finished edits as one step, but for shapes that were deleted or locked while they were dragged. */
export function commit(context: ToolContext, edits: readonly ShapeEdit[], verb: Deed): void {
  const held = edits.map(({ id }) => context.shape(id));
  const locked = held.find((shape) => shape?.locked)?.locked;
  if (locked) context.notify(locked);
  else if (held.includes(null)) context.notify(t('tool.deletedMeanwhile'));
  const reshaped = edits.filter((_, i) => held[i] && !held[i].locked);
  if (reshaped.length > 0) context.change({ verb, reshaped });
}
