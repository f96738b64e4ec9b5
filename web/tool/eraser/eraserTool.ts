import { resting } from '../brush/resting.ts';
import { createStateTool } from '../stateTool.ts';
import type { CreateTool } from '../tool.ts';

/** Takes away from what is selected, else from the topmost shape under it; a shape with nothing left is deleted. */
export const createEraserTool: CreateTool = (context) =>
  createStateTool(
    'eraser',
    context,
    () => resting(context, true),
    () => context.overlay({ brush: null }),
  );
