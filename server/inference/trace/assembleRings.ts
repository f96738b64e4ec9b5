import type { LogitGrid } from './logitGrid.ts';
import type { Crossings } from './marchingSquares.ts';

/** x, y, x, y … in steps of 1/16 px; closed, no vertex twice in a row. */
export type StepRing = Int32Array;

/**
 * Joins the crossings to closed rings. Each crossing lies strictly between its two samples, interpolated and
 * rounded to a whole step, so the rings are simple and touch neither themselves nor one another.
 */
export function assembleRings(grid: LogitGrid, { next, edges }: Crossings): StepRing[] {
  const rings: StepRing[] = [];
  const buffer = new Int32Array(2 * edges.length);
  for (const start of edges) {
    if (next[start] === 0) continue;
    let length = 0;
    for (let edge = start; next[edge] !== 0; ) {
      const node = edge >> 1;
      const column = node % grid.columns;
      const row = (node - column) / grid.columns;
      const rightward = (edge & 1) === 0;
      const x = rightward ? crossing(grid.xs, column, grid.values, node, node + 1) : grid.xs[column];
      const y = rightward ? grid.ys[row] : crossing(grid.ys, row, grid.values, node, node + grid.columns);
      if (length === 0 || x !== buffer[length - 2] || y !== buffer[length - 1]) {
        buffer[length++] = x;
        buffer[length++] = y;
      }
      const after = next[edge];
      next[edge] = 0;
      edge = after;
    }
    while (length > 2 && buffer[0] === buffer[length - 2] && buffer[1] === buffer[length - 1]) length -= 2;
    if (length >= 6) rings.push(buffer.slice(0, length));
  }
  return rings;
}

/** Where the value is 0 between two neighbouring grid lines; on the border's double line, on that line. */
function crossing(lines: Int32Array, line: number, values: Float32Array, from: number, to: number): number {
  const [first, last] = [lines[line], lines[line + 1]];
  if (last - first < 2) return first;
  const at = Math.round(first + ((last - first) * values[from]) / (values[from] - values[to]));
  return at <= first ? first + 1 : at >= last ? last - 1 : at;
}
