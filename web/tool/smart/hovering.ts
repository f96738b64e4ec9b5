import type { StagePointer } from '../../canvas/stagePointer.ts';
import { isInside } from '../edit/clampPoint.ts';
import type { ToolState } from '../stateTool.ts';
import type { ToolContext } from '../tool.ts';
import { isEmpty } from './isEmpty.ts';
import { pressing } from './pressing.ts';
import { smartCommand } from './smartCommand.ts';

/** A pointer that rests this long asks for a preview. */
export const HOVER_REST_MS = 60;
/** Right button, and the eraser end of a pen. */
const NEGATIVE_BUTTONS = [2, 5];

/** Nothing is pressed. Before the first click, a resting pointer previews what a click there would give. */
export function hovering(context: ToolContext): ToolState {
  let stopWaiting = (): void => undefined;
  let previewing = false;

  function preview({ point: [x, y] }: StagePointer): void {
    stopWaiting();
    if (!isEmpty(context.prompt()) || !isInside([x, y], context.imageSize)) return;
    stopWaiting = context.after(HOVER_REST_MS, () => {
      if (!isEmpty(context.prompt())) return;
      previewing = true;
      context.setPrompt({ points: [[x, y, 1]] }, { hover: true });
    });
  }

  function endPreview(): void {
    stopWaiting();
    if (previewing && isEmpty(context.prompt())) context.clearPrompt();
    previewing = false;
  }

  return {
    name: 'hovering',
    cursor: 'crosshair',
    pointer(event) {
      if (event.phase === 'move') preview(event);
      if (event.phase === 'leave') endPreview();
      if (event.phase !== 'down' || !isInside(event.point, context.imageSize)) return this;
      const negative = event.alt || NEGATIVE_BUTTONS.includes(event.button);
      if (event.button !== 0 && !negative) return this;
      return pressing(context, event, negative ? 0 : 1, () => hovering(context));
    },
    command(command) {
      stopWaiting();
      return smartCommand(context, command) ? this : null;
    },
    leave: () => stopWaiting(),
  };
}
