import { createStateTool, type ToolState } from '../stateTool.ts';
import type { CreateTool, ToolContext } from '../tool.ts';
import { cutting } from './cutting.ts';

/** A line through a shape parts it: dragged straight, or clicked corner by corner. */
export const createCutTool: CreateTool = (context) => createStateTool('cut', context, () => idle(context));

const idle = (context: ToolContext): ToolState => ({
  name: 'idle',
  cursor: 'crosshair',
  pointer(event) {
    if (event.phase === 'move') context.hover(context.shapeAt(event.point)?.id ?? null);
    if (event.phase === 'leave') context.hover(null);
    return event.phase === 'down' && event.button === 0 ? cutting(context, event, () => idle(context)) : this;
  },
  command: () => null,
});
