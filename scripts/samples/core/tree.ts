import type { Vec } from './maths.ts';
import type { Part } from './parts.ts';

/** A box in the world and what lies in it: two smaller boxes, or one part. */
export interface Node {
  lx: number;
  ly: number;
  lz: number;
  hx: number;
  hy: number;
  hz: number;
  near: Node | null;
  far: Node | null;
  part: Part | null;
}

function leaf(part: Part): Node {
  const low: number[] = [];
  const high: number[] = [];
  for (const axis of [0, 1, 2] as const) {
    let least = 0;
    let most = 0;
    for (const [column, i] of [
      [part.ax, 0],
      [part.ay, 1],
      [part.az, 2],
    ] as [Vec, 0 | 1 | 2][]) {
      const a = column[axis] * part.box.low[i];
      const b = column[axis] * part.box.high[i];
      least += Math.min(a, b);
      most += Math.max(a, b);
    }
    low.push(part.at[axis] + least * part.size);
    high.push(part.at[axis] + most * part.size);
  }
  const [lx = 0, ly = 0, lz = 0] = low;
  const [hx = 0, hy = 0, hz = 0] = high;
  return { lx, ly, lz, hx, hy, hz, near: null, far: null, part };
}

const middle = [
  (n: Node): number => n.lx + n.hx,
  (n: Node): number => n.ly + n.hy,
  (n: Node): number => n.lz + n.hz,
];

function split(nodes: Node[]): Node | null {
  const first = nodes[0];
  if (!first || nodes.length === 1) return first ?? null;
  let best = middle[0] as (n: Node) => number;
  let widest = -1;
  for (const along of middle) {
    const values = nodes.map(along);
    const width = Math.max(...values) - Math.min(...values);
    if (width > widest) {
      widest = width;
      best = along;
    }
  }
  nodes.sort((a, b) => best(a) - best(b));
  const half = nodes.length >> 1;
  const near = split(nodes.slice(0, half)) ?? first;
  const far = split(nodes.slice(half)) ?? first;
  return {
    lx: Math.min(near.lx, far.lx),
    ly: Math.min(near.ly, far.ly),
    lz: Math.min(near.lz, far.lz),
    hx: Math.max(near.hx, far.hx),
    hy: Math.max(near.hy, far.hy),
    hz: Math.max(near.hz, far.hz),
    near,
    far,
    part: null,
  };
}

/** Sorts parts into nested boxes, so that a ray meets only the few near it. */
export function growTree(parts: readonly Part[]): Node | null {
  return split(parts.map(leaf));
}
