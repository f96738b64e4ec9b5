import type { LogitGrid } from './logitGrid.ts';

/**
 * The border between inside (above 0) and outside as one step per grid edge it crosses. An edge's number is
 * 2 × node for the edge to the node's right, 2 × node + 1 for the edge below it. Walking `next` keeps the
 * inside on the right hand: exteriors turn clockwise on screen, holes the other way.
 */
export interface Crossings {
  /**
   * `next[edge]`: the edge crossed after it; 0 where nothing crosses (edge 0 lies outside). Lent until the
   * following call, and all zero by then: assembleRings leaves it so, {@link dropCrossings} makes it so.
   */
  readonly next: Int32Array;
  /** Every crossed edge once. */
  readonly edges: Int32Array;
}

/** Kept from call to call: half a megabyte of fresh memory costs more time than walking the grid. */
let spare = new Int32Array(0);

export function dropCrossings({ next, edges }: Crossings): void {
  for (const edge of edges) next[edge] = 0;
}

export function marchingSquares({ columns, rows, values }: LogitGrid): Crossings {
  if (spare.length < 2 * columns * rows) spare = new Int32Array(2 * columns * rows);
  const next = spare;
  let edges = new Int32Array(4096);
  let count = 0;
  for (let j = 0; j + 1 < rows; j++) {
    let node = j * columns;
    let left = (values[node] > 0 ? 8 : 0) | (values[node + columns] > 0 ? 1 : 0);
    for (let i = 0; i + 1 < columns; i++, node++) {
      const below = node + columns;
      const right = (values[node + 1] > 0 ? 4 : 0) | (values[below + 1] > 0 ? 2 : 0);
      const inside = left | right;
      left = (right & 4 ? 8 : 0) | (right & 2 ? 1 : 0);
      if (inside === 0 || inside === 15) continue;
      const saddle = inside === 0b1010 || inside === 0b0101;
      const joined = saddle && saddleInside(values[node], values[node + 1], values[below], values[below + 1]);
      const steps = joined ? JOINED[inside & 1] : STEPS[inside];
      for (let s = 0; s < steps.length; s += 2) {
        if (count === edges.length) edges = doubled(edges);
        const from = edgeOf(steps[s], node, below);
        next[from] = edgeOf(steps[s + 1], node, below);
        edges[count++] = from;
      }
    }
  }
  return { next, edges: edges.subarray(0, count) };
}

const [TOP, RIGHT, BOTTOM, LEFT] = [0, 1, 2, 3];

/** From which edge of a cell to which, by its inside corners: top-left 8, top-right 4, bottom-right 2, bottom-left 1. */
const STEPS: readonly (readonly number[])[] = [
  [],
  [LEFT, BOTTOM],
  [BOTTOM, RIGHT],
  [LEFT, RIGHT],
  [RIGHT, TOP],
  [RIGHT, TOP, LEFT, BOTTOM],
  [BOTTOM, TOP],
  [LEFT, TOP],
  [TOP, LEFT],
  [TOP, BOTTOM],
  [TOP, LEFT, BOTTOM, RIGHT],
  [TOP, RIGHT],
  [RIGHT, LEFT],
  [RIGHT, BOTTOM],
  [BOTTOM, LEFT],
  [],
];
/** Saddles whose inside corners hang together: top-left with bottom-right, top-right with bottom-left. */
const JOINED: readonly (readonly number[])[] = [
  [TOP, RIGHT, BOTTOM, LEFT],
  [LEFT, TOP, RIGHT, BOTTOM],
];

function edgeOf(side: number, node: number, below: number): number {
  if (side === TOP) return 2 * node;
  if (side === LEFT) return 2 * node + 1;
  return side === RIGHT ? 2 * node + 3 : 2 * below;
}

/**
 * The asymptotic decider: the sign of the bilinear surface where its two branches would meet. Any other rule
 * (the mean, say) can make the two outlines of one cell cross.
 */
function saddleInside(topLeft: number, topRight: number, bottomLeft: number, bottomRight: number): boolean {
  const product = topLeft * bottomRight - topRight * bottomLeft;
  return topLeft > 0 ? product > 0 : product < 0;
}

function doubled(edges: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(edges.length * 2);
  larger.set(edges);
  return larger;
}
