import type { StagePointer } from '../canvas/stagePointer.ts';

/** A press that moves less than this is a click: a fingertip rolls while it taps. CSS px. */
const DRAG_PX = { mouse: 4, pen: 5, touch: 10, keyboard: 4 } as const;

export const hasDragged = (down: StagePointer, now: StagePointer): boolean =>
  Math.hypot(now.screen[0] - down.screen[0], now.screen[1] - down.screen[1]) >= DRAG_PX[down.device];
