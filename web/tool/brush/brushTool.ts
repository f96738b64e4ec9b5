import { createStateTool } from '../stateTool.ts';
import type { CreateTool } from '../tool.ts';
import { resting } from './resting.ts';

/** Paints: what is selected grows, else a new shape begins. The right button, Alt and a pen's eraser take away. */
export const createBrushTool: CreateTool = (context) =>
  createStateTool(
    'brush',
    context,
    () => resting(context, false),
    () => context.overlay({ brush: null }),
  );
