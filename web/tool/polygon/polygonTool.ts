import { beginShape } from '../beginShape.ts';
import { snapped } from '../edit/snap.ts';
import { createStateTool, type ToolState } from '../stateTool.ts';
import type { CreateTool, ToolContext } from '../tool.ts';
import { drawing } from './drawing.ts';

/** A click puts a vertex, a drag traces freehand; the first vertex, a double click, Enter or a loop closes the shape. */
export const createPolygonTool: CreateTool = (context) =>
  createStateTool('polygon', context, () => idle(context));

const idle = (context: ToolContext): ToolState => ({
  name: 'idle',
  cursor: 'crosshair',
  pointer(event) {
    if (event.phase === 'move') snapped(context, event, event.point);
    if (event.phase !== 'down' || event.button !== 0) return this;
    beginShape(context);
    return drawing(context, event, () => idle(context));
  },
  command: () => null,
  leave: () => context.overlay({ snapped: null }),
});
