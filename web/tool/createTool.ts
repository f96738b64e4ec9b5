import type { ToolName } from '@maskroom/shared/presence/presence';
import { createBoxTool } from './box/boxTool.ts';
import { createEllipseTool } from './ellipse/ellipseTool.ts';
import { createEverythingTool } from './everything/everythingTool.ts';
import type { OutlineToolName } from './outlineTools.ts';
import { createPanTool } from './pan/panTool.ts';
import { createSelectTool } from './select/selectTool.ts';
import { createSmartTool } from './smart/smartTool.ts';
import type { CreateTool, Tool, ToolContext } from './tool.ts';

/** The tools that are there from the beginning. */
export type FirstToolName = Exclude<ToolName, OutlineToolName>;

const makers: Readonly<Record<FirstToolName, CreateTool>> = {
  select: createSelectTool,
  pan: createPanTool,
  smart: createSmartTool,
  box: createBoxTool,
  ellipse: createEllipseTool,
  everything: createEverythingTool,
};

export const isFirstTool = (name: ToolName): name is FirstToolName => name in makers;

/** Takes a tool in hand. Put the last one down first. */
export const createTool = (name: FirstToolName, context: ToolContext): Tool => makers[name](context);
