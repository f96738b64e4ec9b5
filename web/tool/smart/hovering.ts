import type { Point } from '@maskroom/shared/geometry/polygon';
import { isEmpty } from '@maskroom/shared/prompt/prompt';
import type { StagePointer } from '../../canvas/stagePointer.ts';
import { isInside } from '../edit/clampPoint.ts';
import type { ToolState } from '../stateTool.ts';
import type { ToolContext } from '../tool.ts';
import { placedPoint } from './placedPoint.ts';
import { pressing } from './pressing.ts';
import { smartCommand } from './smartCommand.ts';

/** A moving pointer asks for previews this far apart at most; the prompt client keeps one on the way. */
export const HOVER_EVERY_MS = 15;
/** Right button, and the eraser end of a pen. */
const NEGATIVE_BUTTONS = [2, 5];

/** Nothing is pressed. Before the first click, the pointer previews what a click under it would give. */
export function hovering(context: ToolContext): ToolState {
  let stopWaiting: (() => void) | null = null;
  let latest: Point = [0, 0];
  let previewing = false;

  function preview({ point }: StagePointer): void {
    latest = point;
    stopWaiting ??= context.after(HOVER_EVERY_MS, () => {
      stopWaiting = null;
      // What is refined has its own outline to look at.
      if (context.refining() !== null) return;
      if (!isEmpty(context.prompt()) || !isInside(latest, context.imageSize)) return;
      previewing = true;
      context.setPrompt({ points: [[latest[0], latest[1], 1]] }, { hover: true });
    });
  }

  function stop(): void {
    stopWaiting?.();
    stopWaiting = null;
  }

  function endPreview(): void {
    stop();
    if (previewing && isEmpty(context.prompt())) context.clearPrompt();
    previewing = false;
  }

  return {
    name: 'hovering',
    cursor: 'crosshair',
    pointer(event) {
      if (event.phase === 'move') {
        context.setCursor(placedPoint(context.prompt(), event) === null ? 'crosshair' : 'pointer');
        preview(event);
      }
      if (event.phase === 'leave') endPreview();
      if (event.phase !== 'down' || !isInside(event.point, context.imageSize)) return this;
      const negative = event.alt || NEGATIVE_BUTTONS.includes(event.button);
      if (event.button !== 0 && !negative) return this;
      return pressing(context, event, negative ? 0 : 1, () => hovering(context));
    },
    command(command) {
      stop();
      return smartCommand(context, command) ? this : null;
    },
    leave: stop,
  };
}
