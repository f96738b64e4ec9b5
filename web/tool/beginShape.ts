import type { ToolContext } from './tool.ts';

/** A new shape in the making is what label keys and Escape mean from now on, not what was selected before it. */
export function beginShape(context: ToolContext): void {
  if (context.refining() === null && context.selection().length > 0) context.select([]);
}
