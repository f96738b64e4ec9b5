import { MAX_POINTS } from '@maskroom/shared/prompt/prompt';
import type { StagePointer } from '../../canvas/stagePointer.ts';
import { t } from '../../ui/language/language.ts';
import { beginShape } from '../beginShape.ts';
import { hasDragged } from '../dragging.ts';
import type { ToolState } from '../stateTool.ts';
import type { ToolContext } from '../tool.ts';
import { boxing } from './boxing.ts';
import { isEmpty } from './isEmpty.ts';

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
    addPoint(context, down, label);
    return back();
  },
  command: (command) => (command === 'cancel' ? back() : null),
});

/** With Shift a click always belongs to the mask in hand. */
function addPoint(context: ToolContext, { point: [x, y], shift }: StagePointer, label: 0 | 1): void {
  if (label === 1 && !shift && context.isNextObject([x, y])) context.acceptCandidate();
  const prompt = context.prompt();
  if (label === 0 && isEmpty(prompt) && context.refining() === null) context.notify(t('tool.objectFirst'));
  else if (prompt.points.length >= MAX_POINTS) context.notify(t('tool.mostClicks', { n: MAX_POINTS }));
  else {
    beginShape(context);
    context.setPrompt({ ...prompt, points: [...prompt.points, [x, y, label]] });
  }
}
