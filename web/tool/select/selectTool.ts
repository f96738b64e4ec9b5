import { createStateTool } from '../stateTool.ts';
import type { CreateTool } from '../tool.ts';
import { idle } from './idle.ts';

/** Selects, moves and reshapes what is there. Nothing is written before the pointer is let go. */
export const createSelectTool: CreateTool = (context) =>
  createStateTool(
    'select',
    context,
    () => idle(context, null),
    () => {
      context.overlay({ handles: null });
      context.hover(null);
    },
  );
