import type { ToolName } from '@maskroom/shared/presence/presence';
import type { Tool, ToolContext } from './tool.ts';

/** Takes a tool in hand. Put the last one down first. */
export declare function createTool(name: ToolName, context: ToolContext): Tool;
