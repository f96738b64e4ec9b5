import type { ToolContext } from '../tool.ts';

/** Asks anew without one point; what is left says of nothing that it belongs to the object: then nothing is asked. */
export function removePoint(context: ToolContext, index: number, hold = false): void {
  const { points, box } = context.prompt();
  const left = points.toSpliced(index, 1);
  const says = left.some(([, , label]) => label === 1 || context.refining() !== null);
  if (!says && box === undefined) context.clearPrompt();
  else context.setPrompt({ points: left, ...(box && { box }) }, { hold });
}
