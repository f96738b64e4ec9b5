import type { ToolName } from '@maskroom/shared/presence/presence';
import type { Stage } from '../../canvas/stage.ts';
import type { StagePointer } from '../../canvas/stagePointer.ts';
import { createTool, isFirstTool } from '../../tool/createTool.ts';
import type { Tool, ToolCommand } from '../../tool/tool.ts';
import { waitingTool } from '../../tool/waitingTool.ts';
import { shaping } from '../objects/shaping.ts';
import type { WorkspaceSession } from '../state/session.ts';
import { createToolContext } from './toolContext.ts';

export interface ToolInHand {
  pointer(event: StagePointer): void;
  command(command: ToolCommand): boolean;
  destroy(): void;
}

/** Keeps the tool that the hand names, and tells presence and the status bar where the pointer is. */
export function holdTool(session: WorkspaceSession, stage: () => Stage | null): ToolInHand {
  const { hand, image, presence, view } = session;
  const context = createToolContext(session, stage);
  let held = hand.getState().tool;
  let tool = take(held);

  let last: StagePointer | null = null;

  function take(name: ToolName): Tool {
    if (isFirstTool(name)) return createTool(name, context);
    const part = shaping.now();
    if (part) return part.createOutlineTool(name, context);
    return waitingTool(
      name,
      context,
      shaping.load().then(({ createOutlineTool }) => createOutlineTool),
    );
  }

  const stop = hand.subscribe(({ brushPx, region, tool: name }, before) => {
    // The clicks so far, looked at anew: more closely, or as part of the whole.
    if (region !== before.region) context.setPrompt(context.prompt());
    // The brush shows its new width without waiting for the pointer to move.
    if (brushPx !== before.brushPx && last) tool.pointer({ ...last, phase: 'move', button: -1, path: [] });
    // Tools ask for cursors, which are in the hand too: this runs again before the change is over.
    if (name === held) return;
    held = name;
    tool.putDown();
    hand.setState({ cursor: 'default' });
    tool = take(name);
  });

  return {
    pointer(event) {
      const [x, y] = event.point;
      const isOver = event.phase !== 'leave' && x >= 0 && y >= 0 && x <= image.width && y <= image.height;
      presence.moveCursor(isOver ? [x, y] : null);
      view.setState({ pointer: isOver ? event.point : null });
      last = event.phase === 'leave' ? null : event;
      tool.pointer(event);
    },
    command: (command) => tool.command(command),
    destroy() {
      stop();
      tool.putDown();
    },
  };
}
