import type { ToolName } from '@maskroom/shared/presence/presence';
import type { StagePointer } from '../canvas/stagePointer.ts';
import type { Tool, ToolCommand, ToolContext } from './tool.ts';

/** Where a tool is in its work. Each answer is the state that follows; itself when nothing changes. */
export interface ToolState {
  readonly name: string;
  /** CSS. */
  readonly cursor: string;
  pointer(event: StagePointer): ToolState;
  /** Null: the command means nothing here. */
  command(command: ToolCommand): ToolState | null;
  /** Called when another state follows or the tool is put down: takes back what it showed. */
  leave?(): void;
}

/** Runs states as a tool. `start` makes the state that it begins in; `tidy` takes back what outlives its states. */
export function createStateTool(
  name: ToolName,
  context: ToolContext,
  start: () => ToolState,
  tidy?: () => void,
): Tool {
  let state = start();
  context.setCursor(state.cursor);

  function enter(next: ToolState): void {
    if (next === state) return;
    state.leave?.();
    if (next.cursor !== state.cursor) context.setCursor(next.cursor);
    state = next;
  }

  return {
    name,
    get state() {
      return state.name;
    },
    pointer: (event) => enter(state.pointer(event)),
    command(command) {
      const next = state.command(command);
      if (next) enter(next);
      return next !== null;
    },
    putDown() {
      state.leave?.();
      state = start();
      tidy?.();
    },
  };
}
