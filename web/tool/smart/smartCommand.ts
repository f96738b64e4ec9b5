import { isEmpty } from '@maskroom/shared/prompt/prompt';
import type { ToolCommand, ToolContext } from '../tool.ts';
import { removePoint } from './removePoint.ts';

/** What keys mean to a prompt that is not being dragged; says whether they meant anything. */
export function smartCommand(context: ToolContext, command: ToolCommand): boolean {
  switch (command) {
    case 'accept':
      return context.acceptCandidate();
    case 'candidateNext':
      return context.cycleCandidate(1);
    case 'candidatePrevious':
      return context.cycleCandidate(-1);
    case 'removeLast':
      return removeLast(context);
    case 'cancel':
      return clearOrDeselect(context);
    case 'delete':
      return false;
  }
}

/** Points first, newest first; then the box. */
function removeLast(context: ToolContext): boolean {
  const { points, box } = context.prompt();
  if (points.length === 0 && !box) return false;
  if (points.length === 0) context.clearPrompt();
  else removePoint(context, points.length - 1);
  return true;
}

function clearOrDeselect(context: ToolContext): boolean {
  if (!isEmpty(context.prompt())) {
    context.clearPrompt();
    return true;
  }
  context.clearPrompt();
  if (context.refining() !== null) {
    context.stopRefining();
    return true;
  }
  if (context.selection().length === 0) return false;
  context.select([]);
  return true;
}
