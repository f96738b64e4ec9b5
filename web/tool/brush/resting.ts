import type { StagePointer } from '../../canvas/stagePointer.ts';
import type { ToolState } from '../stateTool.ts';
import type { ToolContext } from '../tool.ts';
import { painting } from './painting.ts';

/** Right button, and the eraser end of a pen: the brush takes away. */
const NEGATIVE_BUTTONS = [2, 5];

/** The brush is up and shows where it would touch. */
export function resting(context: ToolContext, erases: boolean): ToolState {
  const takesAway = ({ alt, button }: StagePointer): boolean =>
    erases || alt || NEGATIVE_BUTTONS.includes(button);
  return {
    name: 'resting',
    cursor: 'none',
    pointer(event) {
      if (event.phase === 'leave') context.overlay({ brush: null });
      else
        context.overlay({
          brush: { point: event.point, radius: context.brushRadius(), erases: takesAway(event) },
        });
      const paints =
        event.phase === 'down' && (event.button === 0 || NEGATIVE_BUTTONS.includes(event.button));
      return paints && mayPaint(context)
        ? painting(context, event, takesAway(event), () => resting(context, erases))
        : this;
    },
    command(command) {
      // The shape is done: the next stroke begins another.
      if ((command !== 'cancel' && command !== 'accept') || context.selection().length === 0) return null;
      context.select([]);
      return this;
    },
  };
}

/** Not where all that is selected is locked: the stroke is meant for it, and the person hears why. */
function mayPaint(context: ToolContext): boolean {
  const selected = context.selection().flatMap((id) => context.shape(id) ?? []);
  const locked = selected.find((shape) => shape.locked)?.locked;
  if (locked) context.notify(locked);
  return selected.length === 0 || selected.some((shape) => !shape.locked);
}
