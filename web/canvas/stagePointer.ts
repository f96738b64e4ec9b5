import type { Point } from '@maskroom/shared/geometry/polygon';

export type PointerPhase = 'down' | 'move' | 'up' | 'cancel' | 'leave';

/** A pointer as tools see it: in image coordinates, whatever device it came from. */
export interface StagePointer {
  readonly phase: PointerPhase;
  /** Image px; not clamped, so it may lie outside the picture. */
  readonly point: Point;
  /** CSS px in the window: for how far it has come, whatever the picture does meanwhile. */
  readonly screen: Point;
  /** Points passed since the last event (coalesced), image px, oldest first, the last equal to `point`. */
  readonly path: readonly Point[];
  /** What went down or up: 0 left, 1 middle, 2 right, 5 pen eraser; -1 for moves. */
  readonly button: number;
  /** What is held, as in DOM pointer events: 1 left, 2 right, 4 middle, 32 pen eraser. */
  readonly buttons: number;
  readonly device: 'mouse' | 'pen' | 'touch' | 'keyboard';
  readonly shift: boolean;
  readonly alt: boolean;
  /** Ctrl, or Command on a Mac. */
  readonly ctrl: boolean;
  /** How many clicks in quick succession, 2 on the second `down` of a double click; 0 for moves. */
  readonly clicks: number;
  /** CSS px per image px. */
  readonly scale: number;
}
