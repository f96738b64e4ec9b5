import { assign } from './assign.ts';
import { listOverlaps, MATCH_IOU, type Overlap } from './iou.ts';
import type { Steps } from './pieces.ts';
import type { QualityShape } from './shape.ts';

export interface MatchedPair<T> {
  readonly a: T;
  readonly b: T;
  readonly iou: number;
}

/** Who has what of two lists of shapes. */
export interface Matching<T> {
  readonly matched: readonly MatchedPair<T>[];
  readonly onlyA: readonly T[];
  readonly onlyB: readonly T[];
}

/** Less than any difference of IoU that could matter: it only tells equal pairs apart. */
const SAME_LABEL = 1e-6;

/** Which shapes of two lists are the same objects (Q2). */
export function* matchShapes<T extends QualityShape>(
  as: readonly T[],
  bs: readonly T[],
  threshold = MATCH_IOU,
): Steps<Matching<T>> {
  const weightOf = ({ a, b, iou }: Overlap): number => iou + (as[a].label === bs[b].label ? SAME_LABEL : 0);
  const overlaps = yield* listOverlaps(as, bs, threshold);
  const matched: Overlap[] = [];
  for (const island of islandsOf(overlaps, as.length + bs.length, as.length))
    matched.push(...(yield* bestOf(island, weightOf)));
  matched.sort((one, other) => one.a - other.a);
  const [inA, inB] = [new Set(matched.map(({ a }) => a)), new Set(matched.map(({ b }) => b))];
  return {
    matched: matched.map(({ a, b, iou }) => ({ a: as[a], b: bs[b], iou })),
    onlyA: as.filter((_, i) => !inA.has(i)),
    onlyB: bs.filter((_, i) => !inB.has(i)),
  };
}

/** Pairs that no other pair has a shape in common with are chosen apart: objects lie in heaps of a few. */
function islandsOf(overlaps: readonly Overlap[], shapes: number, offset: number): Overlap[][] {
  const parent = Int32Array.from({ length: shapes }, (_, i) => i);
  const rootOf = (shape: number): number => {
    let root = shape;
    while (parent[root] !== root) root = parent[root] = parent[parent[root]];
    return root;
  };
  for (const { a, b } of overlaps) parent[rootOf(a)] = rootOf(offset + b);
  const islands = new Map<number, Overlap[]>();
  for (const overlap of overlaps) {
    const root = rootOf(overlap.a);
    const island = islands.get(root);
    if (island) island.push(overlap);
    else islands.set(root, [overlap]);
  }
  return [...islands.values()];
}

function* bestOf(island: readonly Overlap[], weightOf: (overlap: Overlap) => number): Steps<Overlap[]> {
  if (island.length === 1) return [...island];
  const rows = [...new Set(island.map(({ a }) => a))];
  const columns = [...new Set(island.map(({ b }) => b))];
  const isTurned = rows.length > columns.length;
  const [long, short] = isTurned ? [rows, columns] : [columns, rows];
  const [longPlace, shortPlace] = [placesOf(long), placesOf(short)];
  const weights = short.map(() => new Float64Array(long.length));
  const cells: (Overlap | undefined)[][] = short.map(() => []);
  for (const overlap of island) {
    const [row, column] = isTurned ? [overlap.b, overlap.a] : [overlap.a, overlap.b];
    const [i, j] = [shortPlace.get(row) ?? 0, longPlace.get(column) ?? 0];
    weights[i][j] = weightOf(overlap);
    cells[i][j] = overlap;
  }
  const columnOf = yield* assign(weights);
  return columnOf.flatMap((column, row) => cells[row][column] ?? []);
}

const placesOf = (shapes: readonly number[]): Map<number, number> =>
  new Map(shapes.map((shape, place) => [shape, place]));
