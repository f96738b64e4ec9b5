import type { Point } from '@maskroom/shared/geometry/polygon';
import type { StagePointer } from '../../canvas/stagePointer.ts';
import { hasDragged } from '../dragging.ts';
import type { ToolState } from '../stateTool.ts';
import type { ToolContext } from '../tool.ts';
import { cutAlong } from './cutAlong.ts';

/** The line has begun; it ends where a drag is let go, else with a double click or Enter. */
export function cutting(context: ToolContext, down: StagePointer, back: () => ToolState): ToolState {
  const line: Point[] = [down.point];
  let held = true;

  function finish(): ToolState {
    cutAlong(context, line);
    return back();
  }

  return {
    name: 'cutting',
    cursor: 'crosshair',
    pointer(event) {
      if (event.phase === 'cancel') return back();
      if (event.phase === 'down' && event.button === 0) {
        if (event.clicks > 1) return finish();
        line.push(event.point);
      }
      if (event.phase === 'up' && held) {
        held = false;
        if (!hasDragged(down, event)) return this;
        line.push(event.point);
        return finish();
      }
      context.overlay({ blade: event.phase === 'leave' ? [...line] : [...line, event.point] });
      return this;
    },
    command(command) {
      if (command === 'accept') return finish();
      if (command === 'cancel') return back();
      if (command !== 'removeLast') return null;
      line.pop();
      context.overlay({ blade: [...line] });
      return line.length === 0 ? back() : this;
    },
    leave: () => context.overlay({ blade: null }),
  };
}
