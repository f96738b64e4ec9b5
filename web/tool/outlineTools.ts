import { createBrushTool } from './brush/brushTool.ts';
import { createCutTool } from './cut/cutTool.ts';
import { createEraserTool } from './eraser/eraserTool.ts';
import { createPolygonTool } from './polygon/polygonTool.ts';
import type { CreateTool, Tool, ToolContext } from './tool.ts';

export type OutlineToolName = 'polygon' | 'brush' | 'eraser' | 'cut';

const makers: Readonly<Record<OutlineToolName, CreateTool>> = {
  polygon: createPolygonTool,
  brush: createBrushTool,
  eraser: createEraserTool,
  cut: createCutTool,
};

/** Takes one of the tools in hand that unite, cut and clip outlines. */
export const createOutlineTool = (name: OutlineToolName, context: ToolContext): Tool => makers[name](context);
