import type { PolygonPart, PolygonRing } from '../geometry/polygon.ts';

/** Pixels `from` … `to - 1` of row `y`. */
export type VisitSpan = (y: number, from: number, to: number) => void;

/** An edge that goes down, and the rows whose centre lines it crosses: `first` … `last - 1`. */
interface Edge {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly first: number;
  readonly last: number;
  /** Where it crosses the centre line of the row at hand. */
  x: number;
}

/**
 * Visits the runs of pixels whose centres lie on the part (even-odd, so holes stay open), row by row from the
 * top, left to right within a row; what lies outside `width` × `height` is left out. A centre exactly on a
 * border belongs to the pixel run on its right. Runs of one row may touch. Memory grows with the edges only.
 */
export function visitSpans(part: PolygonPart, width: number, height: number, visit: VisitSpan): void {
  const edges = part.flatMap((ring) => edgesOf(ring, height)).sort((a, b) => a.first - b.first);
  const active: Edge[] = [];
  let next = 0;
  for (let y = edges[0]?.first ?? height; y < height && (next < edges.length || active.length > 0); y++) {
    dropEnded(active, y);
    for (; next < edges.length && edges[next].first <= y; next++) active.push(edges[next]);
    moveTo(active, y);
    for (let i = 0; i + 1 < active.length; i += 2) {
      const from = Math.max(0, Math.ceil(active[i].x - 0.5));
      const to = Math.min(width, Math.ceil(active[i + 1].x - 0.5));
      if (to > from) visit(y, from, to);
    }
  }
}

function dropEnded(active: Edge[], y: number): void {
  let kept = 0;
  for (const edge of active) if (edge.last > y) active[kept++] = edge;
  active.length = kept;
}

/**
 * Moves the edges' crossings to row `y` and puts them in order again: they nearly are, as edges change places
 * only where they cross, so shifting costs little even for ten thousand of them.
 */
function moveTo(active: Edge[], y: number): void {
  for (let i = 0; i < active.length; i++) {
    const edge = active[i];
    edge.x = crossingAt(edge, y);
    let at = i;
    for (; at > 0 && active[at - 1].x > edge.x; at--) active[at] = active[at - 1];
    active[at] = edge;
  }
}

const crossingAt = ({ x0, y0, x1, y1 }: Edge, y: number): number =>
  x0 + ((y + 0.5 - y0) * (x1 - x0)) / (y1 - y0);

/** Edges that cross no centre line of the picture are left out, so flat ones never divide by zero. */
function edgesOf(ring: PolygonRing, height: number): Edge[] {
  const edges: Edge[] = [];
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[x0, y0], [x1, y1]] = ring[j][1] < ring[i][1] ? [ring[j], ring[i]] : [ring[i], ring[j]];
    const first = Math.max(0, Math.ceil(y0 - 0.5));
    const last = Math.min(height, Math.ceil(y1 - 0.5));
    if (first < last) edges.push({ x0, y0, x1, y1, first, last, x: x0 });
  }
  return edges;
}
