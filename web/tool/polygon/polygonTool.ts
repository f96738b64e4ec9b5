import { beginShape } from '../beginShape.ts';
import { clampPoint } from '../edit/clampPoint.ts';
import { createStateTool, type ToolState } from '../stateTool.ts';
import type { CreateTool, ToolContext } from '../tool.ts';
import { drawing } from './drawing.ts';

/** A click puts a vertex; the first vertex, a double click or Enter closes the shape. */
export const createPolygonTool: CreateTool = (context) =>
  createStateTool('polygon', context, () => idle(context));

const idle = (context: ToolContext): ToolState => ({
  name: 'idle',
  cursor: 'crosshair',
  pointer(event) {
    if (event.phase !== 'down' || event.button !== 0) return this;
    beginShape(context);
    return drawing(context, clampPoint(event.point, context.imageSize), () => idle(context));
  },
  command: () => null,
});
