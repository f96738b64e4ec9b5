import { isEmpty, MAX_POINTS } from '@maskroom/shared/prompt/prompt';
import type { StagePointer } from '../../canvas/stagePointer.ts';
import { t } from '../../ui/language/language.ts';
import { beginShape } from '../beginShape.ts';
import { hasDragged } from '../dragging.ts';
import type { ToolState } from '../stateTool.ts';
import type { ToolContext } from '../tool.ts';
import { boxing } from './boxing.ts';
import { placedPoint } from './placedPoint.ts';
import { removePoint } from './removePoint.ts';

/** A button is down and has not moved: let go it is a click, moved it is a box. */
export const pressing = (
  context: ToolContext,
  down: StagePointer,
  label: 0 | 1,
  back: () => ToolState,
): ToolState => ({
  name: 'pressing',
  cursor: 'crosshair',
  pointer(event) {
    if (event.phase === 'cancel') return back();
    if (event.phase === 'move' && label === 1 && hasDragged(down, event)) {
      return boxing(context, down.point, back).pointer(event);
    }
    if (event.phase !== 'up') return this;
    click(context, down, label);
    return back();
  },
  command: (command) => (command === 'cancel' ? back() : null),
});

/** On a point that is placed, takes that one back; the second click of a double click does nothing there. */
function click(context: ToolContext, down: StagePointer, label: 0 | 1): void {
  const placed = placedPoint(context.prompt(), down);
  if (placed === null) addPoint(context, down, label);
  else if (down.clicks < 2) removePoint(context, placed, down.ctrl);
}

/** With Shift a click always belongs to the mask in hand, with Ctrl also; the model then waits for more. */
function addPoint(context: ToolContext, { ctrl, point: [x, y], shift }: StagePointer, label: 0 | 1): void {
  if (label === 1 && !shift && !ctrl && context.isNextObject([x, y])) context.acceptCandidate();
  const prompt = context.prompt();
  if (label === 0 && isEmpty(prompt) && context.refining() === null) context.notify(t('tool.objectFirst'));
  else if (prompt.points.length >= MAX_POINTS) context.notify(t('tool.mostClicks', { n: MAX_POINTS }));
  else {
    beginShape(context);
    context.setPrompt({ ...prompt, points: [...prompt.points, [x, y, label]] }, { hold: ctrl });
  }
}
