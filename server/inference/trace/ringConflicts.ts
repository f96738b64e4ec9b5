import type { StepRing } from './assembleRings.ts';

/**
 * The rings that cross or touch themselves or another, or fold back on themselves. Exact: the products of
 * whole steps stay far below 2^53.
 */
export function ringConflicts(rings: readonly StepRing[]): Set<number> {
  const edges = edgesOf(rings);
  const conflicts = new Set<number>();
  for (let i = 0; i < edges.length; i++) {
    const a = edges[i];
    for (let j = i + 1; j < edges.length; j++) {
      const b = edges[j];
      if (b.xmin > a.xmax) break;
      if (b.ymin > a.ymax || b.ymax < a.ymin || !conflict(a, b)) continue;
      conflicts.add(a.ring);
      conflicts.add(b.ring);
    }
  }
  return conflicts;
}

interface Edge {
  readonly ring: number;
  /** Position in the ring, and how many edges the ring has. */
  readonly at: number;
  readonly of: number;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly xmin: number;
  readonly xmax: number;
  readonly ymin: number;
  readonly ymax: number;
}

function edgesOf(rings: readonly StepRing[]): Edge[] {
  const edges: Edge[] = [];
  rings.forEach((points, ring) => {
    const of = points.length / 2;
    for (let at = 0; at < of; at++) {
      const end = 2 * ((at + 1) % of);
      const x0 = points[2 * at];
      const y0 = points[2 * at + 1];
      const x1 = points[end];
      const y1 = points[end + 1];
      const x = x0 < x1;
      const y = y0 < y1;
      edges.push({
        ring,
        at,
        of,
        x0,
        y0,
        x1,
        y1,
        xmin: x ? x0 : x1,
        xmax: x ? x1 : x0,
        ymin: y ? y0 : y1,
        ymax: y ? y1 : y0,
      });
    }
  });
  return edges.sort((a, b) => a.xmin - b.xmin);
}

function conflict(a: Edge, b: Edge): boolean {
  if (a.ring === b.ring) {
    if ((a.at + 1) % a.of === b.at) return foldsBack(a, b);
    if ((b.at + 1) % b.of === a.at) return foldsBack(b, a);
  }
  const a0 = turn(b, a.x0, a.y0);
  const a1 = turn(b, a.x1, a.y1);
  if (a0 === a1 && a0 !== 0) return false;
  const b0 = turn(a, b.x0, b.y0);
  const b1 = turn(a, b.x1, b.y1);
  if (a0 !== a1 && b0 !== b1 && a0 * a1 <= 0 && b0 * b1 <= 0) return true;
  return a0 === 0 && a1 === 0 && overlap(a, b);
}

/** On which side of the edge the point lies: -1, 0 (on its line) or 1. */
const turn = ({ x0, y0, x1, y1 }: Edge, x: number, y: number): number =>
  Math.sign((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0));

/** `b` begins where `a` ends; does it run back along it? */
const foldsBack = (a: Edge, b: Edge): boolean =>
  turn(a, b.x1, b.y1) === 0 && (a.x1 - a.x0) * (b.x1 - b.x0) + (a.y1 - a.y0) * (b.y1 - b.y0) < 0;

const overlap = (a: Edge, b: Edge): boolean =>
  a.xmin <= b.xmax && b.xmin <= a.xmax && a.ymin <= b.ymax && b.ymin <= a.ymax;
