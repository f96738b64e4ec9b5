import { createStateTool } from '../stateTool.ts';
import type { CreateTool } from '../tool.ts';
import { hovering } from './hovering.ts';

/** Clicks and boxes that the model answers with masks. */
export const createSmartTool: CreateTool = (context) => {
  const tool = createStateTool('smart', context, () => hovering(context));
  return {
    name: tool.name,
    get state() {
      return tool.state;
    },
    pointer: tool.pointer,
    command: tool.command,
    putDown() {
      tool.putDown();
      context.clearPrompt();
    },
  };
};
