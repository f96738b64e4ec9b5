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
}

/**
 * Visits the runs of pixels whose centres lie on the part (even-odd, so holes stay open), row by row from the
 * top, left to right within a row; what lies outside `width` × `height` is left out. A centre exactly on a
 * border belongs to the pixel run on its right. Runs of one row may touch. Memory grows with the edges only.
 */
export function visitSpans(part: PolygonPart, width: number, height: number, visit: VisitSpan): void {
  const edges = part.flatMap((ring) => edgesOf(ring, height)).sort((a, b) => a.first - b.first);
  let active: Edge[] = [];
  let next = 0;
  for (let y = edges[0]?.first ?? height; y < height && (next < edges.length || active.length > 0); y++) {
    active = active.filter((edge) => edge.last > y);
    for (; next < edges.length && edges[next].first <= y; next++) active.push(edges[next]);
    const crossings = Float64Array.from(active, (edge) => crossingAt(edge, y)).sort();
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.max(0, Math.ceil(crossings[i] - 0.5));
      const to = Math.min(width, Math.ceil(crossings[i + 1] - 0.5));
      if (to > from) visit(y, from, to);
    }
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
    if (first < last) edges.push({ x0, y0, x1, y1, first, last });
  }
  return edges;
}
