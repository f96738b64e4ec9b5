import { createStateTool } from '../stateTool.ts';
import type { CreateTool } from '../tool.ts';
import { hovering } from './hovering.ts';

/** Clicks and boxes that the model answers with masks. */
export const createSmartTool: CreateTool = (context) =>
  createStateTool(
    'smart',
    context,
    () => hovering(context),
    () => {
      context.clearPrompt();
      context.stopRefining();
    },
  );
