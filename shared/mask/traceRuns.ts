import { signedRingArea } from '../geometry/measure.ts';
import type { Point, Polygon, PolygonRing } from '../geometry/polygon.ts';

/** Pixels `top` … `bottom - 1` of column `x`. */
interface Span {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  /** Another span of the same connected part; null for the one that stands for all. */
  parent: Span | null;
}

/** A piece of the border that runs straight, what is inside on its right. */
interface Step {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly span: Span;
  isWalked: boolean;
}

/**
 * The outline of a mask along the borders of its pixels: rasterised again it is the mask, bit for bit. `runs` are COCO's:
 * column-major, the first of zeros. Pixels that meet at a corner only are parts of their own; each part comes with its
 * holes. Null for more than `mostVertices`; no part for an empty mask.
 */
export function traceRuns(runs: readonly number[], height: number, mostVertices: number): Polygon | null {
  const columns = spansOf(runs, height);
  const steps: Step[] = [];
  let before: readonly Span[] = [];
  let beforeX = -2;
  for (const spans of columns) {
    const { x } = spans[0];
    if (x !== beforeX + 1) addBorder(before, [], beforeX + 1, steps);
    addBorder(x === beforeX + 1 ? before : [], spans, x, steps);
    for (const span of spans) {
      steps.push(step(x, span.top, 1, 0, span), step(x + 1, span.bottom, -1, 0, span));
    }
    [before, beforeX] = [spans, x];
  }
  addBorder(before, [], beforeX + 1, steps);
  return collect(steps, height, mostVertices);
}

const step = (x: number, y: number, dx: number, dy: number, span: Span): Step => ({
  x,
  y,
  dx,
  dy,
  span,
  isWalked: false,
});

/** Columns that have any, from left to right; the spans of each from the top, with a gap between them. */
function spansOf(runs: readonly number[], height: number): Span[][] {
  const columns: Span[][] = [];
  let at = 0;
  runs.forEach((run, i) => {
    const end = at + run;
    for (let from = at; i % 2 === 1 && from < end; ) {
      const x = Math.floor(from / height);
      const to = Math.min(end, (x + 1) * height);
      addSpan(columns, x, from - x * height, to - x * height);
      from = to;
    }
    at = end;
  });
  return columns;
}

function addSpan(columns: Span[][], x: number, top: number, bottom: number): void {
  const column = columns.at(-1)?.[0].x === x ? columns.at(-1) : undefined;
  const above = column?.at(-1);
  const joined = above?.bottom === top ? column?.pop() : undefined;
  const span: Span = { x, top: joined?.top ?? top, bottom, parent: null };
  if (column) column.push(span);
  else columns.push([span]);
}

/** The border between two neighbouring columns, at `x`: rows where one of them is inside. Unites spans that touch. */
function addBorder(left: readonly Span[], right: readonly Span[], x: number, steps: Step[]): void {
  let [i, j, y] = [0, 0, 0];
  while (i < left.length || j < right.length) {
    const [a, b] = [left[i], right[j]];
    const inA = a !== undefined && a.top <= y && y < a.bottom;
    const inB = b !== undefined && b.top <= y && y < b.bottom;
    const next = Math.min(...(a ? [inA ? a.bottom : a.top] : []), ...(b ? [inB ? b.bottom : b.top] : []));
    if (inA && inB) unite(a, b);
    else if (inA) steps.push(step(x, y, 0, next - y, a));
    else if (inB) steps.push(step(x, next, 0, y - next, b));
    y = next;
    if (a?.bottom === y) i++;
    if (b?.bottom === y) j++;
  }
}

function unite(a: Span, b: Span): void {
  const [first, second] = [partOf(a), partOf(b)];
  if (first !== second) second.parent = first;
}

function partOf(span: Span): Span {
  let top = span;
  for (let above = top.parent; above; above = top.parent) {
    if (above.parent) top.parent = above.parent;
    top = above;
  }
  return top;
}

function collect(steps: readonly Step[], height: number, mostVertices: number): Polygon | null {
  const keyOf = (x: number, y: number): number => x * (height + 1) + y;
  const starts = new Map<number, Step | [Step, Step]>();
  for (const one of steps) {
    const key = keyOf(one.x, one.y);
    const there = starts.get(key);
    starts.set(key, there && !Array.isArray(there) ? [there, one] : one);
  }
  const parts = new Map<Span, { exterior: PolygonRing[]; holes: PolygonRing[] }>();
  let vertices = 0;
  for (const first of steps) {
    if (first.isWalked) continue;
    const ring = walk(first, (at) => nextStep(at, starts.get(keyOf(at.x + at.dx, at.y + at.dy))));
    vertices += ring.length;
    if (vertices > mostVertices) return null;
    const part = partOf(first.span);
    const rings = parts.get(part) ?? { exterior: [], holes: [] };
    parts.set(part, rings);
    (signedRingArea(ring) > 0 ? rings.exterior : rings.holes).push(ring);
  }
  return [...parts.values()].map(({ exterior, holes }) => [...exterior, ...holes]);
}

/** Where two pixels meet at a corner, the walk stays with the pixel it came along: it turns right. */
function nextStep(at: Step, next: Step | [Step, Step] | undefined): Step {
  if (next === undefined) throw new Error('an outline does not close');
  if (!Array.isArray(next)) return next;
  const [a, b] = next;
  return Math.sign(a.dx) === -Math.sign(at.dy) && Math.sign(a.dy) === Math.sign(at.dx) ? a : b;
}

/** From corner to corner: steps that go straight on add no vertex. */
function walk(first: Step, follow: (step: Step) => Step): PolygonRing {
  const ring: Point[] = [];
  let at = first;
  do {
    at.isWalked = true;
    const next = follow(at);
    const goesOn = Math.sign(next.dx) === Math.sign(at.dx) && Math.sign(next.dy) === Math.sign(at.dy);
    if (!goesOn) ring.push([next.x, next.y]);
    at = next;
  } while (at !== first);
  return ring;
}
