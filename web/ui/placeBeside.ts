export type Side = 'top' | 'right' | 'bottom' | 'left';

interface Size {
  readonly width: number;
  readonly height: number;
}

const GAP_PX = 6;
const EDGE_PX = 4;

const opposite = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' } as const;

/** Where a popup lies beside its anchor: on the wished side, else opposite, and never over the window's edge. */
export function placeBeside(
  anchor: DOMRectReadOnly,
  popup: Size,
  window: Size,
  side: Side,
): { left: number; top: number } {
  const wished = spot(anchor, popup, side);
  const fits =
    wished.left >= EDGE_PX &&
    wished.top >= EDGE_PX &&
    wished.left + popup.width <= window.width - EDGE_PX &&
    wished.top + popup.height <= window.height - EDGE_PX;
  const sideways = side === 'left' || side === 'right';
  const room = sideways
    ? crosses(wished.left, popup.width, window.width)
    : crosses(wished.top, popup.height, window.height);
  const place = fits || !room ? wished : spot(anchor, popup, opposite[side]);
  return {
    left: Math.round(Math.min(Math.max(EDGE_PX, place.left), window.width - popup.width - EDGE_PX)),
    top: Math.round(Math.min(Math.max(EDGE_PX, place.top), window.height - popup.height - EDGE_PX)),
  };
}

/** Whether it leaves the window along the side's own direction. */
const crosses = (start: number, size: number, whole: number): boolean =>
  start < EDGE_PX || start + size > whole - EDGE_PX;

function spot(anchor: DOMRectReadOnly, popup: Size, side: Side): { left: number; top: number } {
  const middle = {
    left: anchor.left + (anchor.width - popup.width) / 2,
    top: anchor.top + (anchor.height - popup.height) / 2,
  };
  if (side === 'top') return { ...middle, top: anchor.top - popup.height - GAP_PX };
  if (side === 'bottom') return { ...middle, top: anchor.bottom + GAP_PX };
  if (side === 'left') return { ...middle, left: anchor.left - popup.width - GAP_PX };
  return { ...middle, left: anchor.right + GAP_PX };
}
