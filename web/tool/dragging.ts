import type { StagePointer } from '../canvas/stagePointer.ts';

/** A press that moves less than this is a click. CSS px. */
export const DRAG_PX = 4;

export const hasDragged = (down: StagePointer, now: StagePointer): boolean =>
  Math.hypot(now.screen[0] - down.screen[0], now.screen[1] - down.screen[1]) >= DRAG_PX;
