import type { Box, Point } from '@maskroom/shared/geometry/polygon';
import type { StagePointer } from '../../canvas/stagePointer.ts';
import { beginShape } from '../beginShape.ts';
import { hasDragged } from '../dragging.ts';
import { boxBetween } from '../edit/boxBetween.ts';
import { clampPoint } from '../edit/clampPoint.ts';
import { snapped } from '../edit/snap.ts';
import type { ToolState } from '../stateTool.ts';
import type { ToolContext } from '../tool.ts';

/** A shape that two opposite corners make. */
export interface Spanned {
  /** Its corners hold on to other shapes. */
  readonly snaps: boolean;
  show(box: Box): void;
  hide(): void;
  finish(box: Box): void;
}

/** Waits for the first corner. */
export const awaitingCorner = (context: ToolContext, spanned: Spanned): ToolState => ({
  name: 'idle',
  cursor: 'crosshair',
  pointer(event) {
    if (event.phase === 'move') place(context, event, spanned);
    if (event.phase !== 'down' || event.button !== 0) return this;
    beginShape(context);
    return spanning(context, event, spanned);
  },
  command: () => null,
  leave: () => context.overlay({ snapped: null }),
});

/** Where a corner at the pointer would be. */
function place(context: ToolContext, event: StagePointer, { snaps }: Spanned): Point {
  const inside = clampPoint(event.point, context.imageSize);
  return snaps ? snapped(context, event, inside) : inside;
}

/** One corner is down; the other follows the pointer, held or not. With Shift both sides are equal. */
function spanning(context: ToolContext, down: StagePointer, spanned: Spanned): ToolState {
  const corner = place(context, down, spanned);
  const back = (): ToolState => awaitingCorner(context, spanned);
  let held = true;

  function boxTo(event: StagePointer): Box {
    const to = place(context, event, spanned);
    return boxBetween(corner, event.shift ? evenSided(corner, to) : to);
  }

  function finish(event: StagePointer): ToolState {
    spanned.finish(boxTo(event));
    return back();
  }

  return {
    name: 'drawing',
    cursor: 'crosshair',
    pointer(event) {
      if (event.phase === 'cancel') return back();
      if (event.phase === 'down' && event.button === 0 && !held) return finish(event);
      if (event.phase === 'up' && held) {
        if (hasDragged(down, event)) return finish(event);
        held = false;
      }
      if (event.phase === 'move') spanned.show(boxTo(event));
      return this;
    },
    command: (command) => (command === 'cancel' || command === 'removeLast' ? back() : null),
    leave() {
      spanned.hide();
      context.overlay({ snapped: null });
    },
  };
}

/** The corner whose sides are as long as the shorter one, so that it stays inside the picture. */
function evenSided([ax, ay]: Point, [bx, by]: Point): Point {
  const side = Math.min(Math.abs(bx - ax), Math.abs(by - ay));
  return [ax + Math.sign(bx - ax) * side, ay + Math.sign(by - ay) * side];
}
