import type { Polygon } from '../geometry/polygon.ts';
import { type Rle, runsToString } from './rle.ts';
import { visitSpans } from './spans.ts';

/**
 * The runs that `maskRuns(rasterizePolygon(…))` gives, without a mask: work and memory grow with the outline, not with
 * the picture, so that thousands of shapes on large pictures are exported in seconds.
 */
export function polygonRuns(polygon: Polygon, width: number, height: number): number[] {
  const rows = spansByRow(polygon, width, height);
  const toggles: number[] = [];
  let above: readonly number[] = [];
  let previous = -1;
  for (const y of [...rows.keys()].sort((a, b) => a - b)) {
    if (y !== previous + 1) {
      addToggles(above, [], previous + 1, height, toggles);
      above = [];
    }
    const spans = rows.get(y) ?? [];
    addToggles(above, spans, y, height, toggles);
    [above, previous] = [spans, y];
  }
  addToggles(above, [], previous + 1, height, toggles);
  return togglesToRuns(Float64Array.from(toggles).sort(), width * height);
}

export const polygonToRle = (polygon: Polygon, width: number, height: number): Rle => ({
  size: [height, width],
  counts: runsToString(polygonRuns(polygon, width, height)),
});

/** For each row that has any: bounds of its disjoint spans, from, to, from, to … in rising order. */
function spansByRow(polygon: Polygon, width: number, height: number): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  for (const part of polygon) {
    visitSpans(part, width, height, (y, from, to) => {
      const row = rows.get(y);
      if (row) row.push(from, to);
      else rows.set(y, [from, to]);
    });
  }
  for (const [y, spans] of rows) if (spans.length > 2) rows.set(y, united(spans));
  return rows;
}

function united(spans: readonly number[]): number[] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < spans.length; i += 2) pairs.push([spans[i], spans[i + 1]]);
  pairs.sort((a, b) => a[0] - b[0]);
  const bounds: number[] = [];
  for (const [from, to] of pairs) {
    const last = bounds.length - 1;
    if (last > 0 && from <= bounds[last]) bounds[last] = Math.max(bounds[last], to);
    else bounds.push(from, to);
  }
  return bounds;
}

/**
 * Wherever a row differs from the row above it, a column's run ends: at position x · height + y of the
 * column-major scan. Both bounds lists rise, so what lies in one of them only is between merged neighbours.
 */
function addToggles(
  above: readonly number[],
  row: readonly number[],
  y: number,
  height: number,
  toggles: number[],
): void {
  let [i, j, from, differs] = [0, 0, 0, false];
  while (i < above.length || j < row.length) {
    const at = Math.min(above[i] ?? Infinity, row[j] ?? Infinity);
    if (differs) for (let x = from; x < at; x++) toggles.push(x * height + y);
    if (above[i] === at) {
      i++;
      differs = !differs;
    }
    if (row[j] === at) {
      j++;
      differs = !differs;
    }
    from = at;
  }
}

/** A column that ends inside the shape and a next one that begins inside it toggle at one place: they go on. */
function togglesToRuns(sorted: Float64Array, length: number): number[] {
  const runs: number[] = [];
  let start = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (sorted[i] === sorted[i + 1]) i++;
    else if (sorted[i] < length) {
      runs.push(sorted[i] - start);
      start = sorted[i];
    }
  }
  runs.push(length - start);
  return runs;
}
