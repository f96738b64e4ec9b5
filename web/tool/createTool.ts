import type { ToolName } from '@maskroom/shared/presence/presence';
import { createBoxTool } from './box/boxTool.ts';
import { createBrushTool } from './brush/brushTool.ts';
import { createCutTool } from './cut/cutTool.ts';
import { createEllipseTool } from './ellipse/ellipseTool.ts';
import { createEraserTool } from './eraser/eraserTool.ts';
import { createEverythingTool } from './everything/everythingTool.ts';
import { createPanTool } from './pan/panTool.ts';
import { createPolygonTool } from './polygon/polygonTool.ts';
import { createSelectTool } from './select/selectTool.ts';
import { createSmartTool } from './smart/smartTool.ts';
import type { CreateTool, Tool, ToolContext } from './tool.ts';

const makers: Readonly<Record<ToolName, CreateTool>> = {
  select: createSelectTool,
  pan: createPanTool,
  smart: createSmartTool,
  polygon: createPolygonTool,
  box: createBoxTool,
  ellipse: createEllipseTool,
  brush: createBrushTool,
  eraser: createEraserTool,
  cut: createCutTool,
  everything: createEverythingTool,
};

/** Takes a tool in hand. Put the last one down first. */
export const createTool = (name: ToolName, context: ToolContext): Tool => makers[name](context);
