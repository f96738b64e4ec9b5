/** Which cells of an even grid can be seen, in pixels of its own top. */
export interface GridLayout {
  readonly columns: number;
  readonly cellWidth: number;
  readonly rowHeight: number;
  readonly height: number;
  /** The first index to show and the one after the last; whole rows. */
  readonly first: number;
  readonly end: number;
}

export interface GridSpace {
  readonly count: number;
  readonly width: number;
  readonly minCellWidth: number;
  readonly gap: number;
  /** A cell's height from its width, the gap left out. */
  readonly cellHeight: (width: number) => number;
  /** The part on screen, from the grid's own top. */
  readonly top: number;
  readonly bottom: number;
}

/** Rows kept ready beyond either edge of the screen. */
const SPARE_ROWS = 3;

/** As many equal columns as fit, and the rows near the screen. */
export function gridLayout(space: GridSpace): GridLayout {
  const { count, gap } = space;
  const width = Math.max(0, space.width);
  const columns = Math.max(1, Math.floor((width + gap) / (space.minCellWidth + gap)));
  const cellWidth = (width - gap * (columns - 1)) / columns;
  const rowHeight = space.cellHeight(cellWidth) + gap;
  const rows = Math.ceil(count / columns);
  const firstRow = Math.max(0, Math.floor(space.top / rowHeight) - SPARE_ROWS);
  const endRow = Math.min(rows, Math.ceil(space.bottom / rowHeight) + SPARE_ROWS);
  return {
    columns,
    cellWidth,
    rowHeight,
    height: Math.max(0, rows * rowHeight - gap),
    first: Math.min(count, firstRow * columns),
    end: Math.max(0, Math.min(count, endRow * columns)),
  };
}

/** Where an arrow key leads from a cell; the same cell when there is nothing that way. */
export function gridStep(key: string, index: number, columns: number, count: number): number {
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
  };
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const next = index + (steps[key] ?? 0);
  return next < 0 || next >= count ? index : next;
}
