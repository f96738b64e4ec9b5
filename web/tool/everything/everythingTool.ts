import { hasDragged } from '../dragging.ts';
import { createStateTool, type ToolState } from '../stateTool.ts';
import type { CreateTool, ToolCommand, ToolContext } from '../tool.ts';

/** Points at automatic masks and takes the ones that are clicked. */
export const createEverythingTool: CreateTool = (context) =>
  createStateTool(
    'everything',
    context,
    () => pointing(context),
    () => context.hoverProposal(null),
  );

function pointing(context: ToolContext): ToolState {
  return {
    name: 'pointing',
    cursor: 'default',
    pointer(event) {
      if (event.phase === 'move') context.hoverProposal(event.point);
      if (event.phase === 'leave') context.hoverProposal(null);
      if (event.phase !== 'down' || event.button !== 0) return this;
      context.hoverProposal(event.point);
      return {
        name: 'pressing',
        cursor: 'default',
        pointer(next) {
          if (next.phase === 'cancel' || (next.phase === 'move' && hasDragged(event, next)))
            return pointing(context);
          if (next.phase !== 'up') return this;
          context.acceptProposal();
          return pointing(context);
        },
        command: () => null,
      };
    },
    command(command) {
      return answer(context, command) ? this : null;
    },
  };
}

function answer(context: ToolContext, command: ToolCommand): boolean {
  switch (command) {
    case 'accept':
      return context.acceptProposal();
    case 'candidateNext':
      return context.stepProposalLevel(1);
    case 'candidatePrevious':
      return context.stepProposalLevel(-1);
    case 'cancel':
      return context.dismissProposals();
    case 'removeLast':
    case 'delete':
      return false;
  }
}
