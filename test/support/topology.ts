import type { Point, Polygon } from '@maskroom/shared/geometry/polygon';
import type { Mask } from '@maskroom/shared/mask/mask';

/** Pieces of the foreground (joined over edges) and holes in it (joined over corners too), by flood fill. */
export function topologyOf({ width, height, data }: Mask): { parts: number; holes: number } {
  const [w, h] = [width + 2, height + 2];
  const padded = new Uint8Array(w * h);
  for (let y = 0; y < height; y++) padded.set(data.subarray(y * width, (y + 1) * width), (y + 1) * w + 1);
  const seen = new Uint8Array(w * h);
  const count = { 0: 0, 1: 0 };
  for (let start = 0; start < padded.length; start++) {
    if (seen[start]) continue;
    const value = padded[start] === 1 ? 1 : 0;
    count[value]++;
    const stack = [start];
    seen[start] = 1;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      for (const near of neighbours(at, w, h, value === 0)) {
        if (seen[near] || padded[near] !== value) continue;
        seen[near] = 1;
        stack.push(near);
      }
    }
  }
  return { parts: count[1], holes: count[0] - 1 };
}

function neighbours(at: number, w: number, h: number, diagonal: boolean): number[] {
  const [x, y] = [at % w, Math.floor(at / w)];
  const found: number[] = [];
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      if ((dx === 0 && dy === 0) || (!diagonal && dx !== 0 && dy !== 0)) continue;
      if (x + dx >= 0 && x + dx < w && y + dy >= 0 && y + dy < h) found.push((y + dy) * w + x + dx);
    }
  }
  return found;
}

/** The first two edges of any rings that cross or touch without being neighbours, by trying every pair; null if none. */
export function firstCrossing(polygon: Polygon): string | null {
  const edges = polygon
    .flat()
    .flatMap((ring, index) =>
      ring.map((from, at) => ({ index, at, of: ring.length, from, to: ring[(at + 1) % ring.length] })),
    );
  for (const [i, a] of edges.entries()) {
    for (const b of edges.slice(i + 1)) {
      const together = a.index === b.index && ((a.at + 1) % a.of === b.at || (b.at + 1) % b.of === a.at);
      if (!together && meet(a.from, a.to, b.from, b.to)) return `${a.from}–${a.to} meets ${b.from}–${b.to}`;
    }
  }
  return null;
}

const side = (a: Point, b: Point, p: Point): number =>
  Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]));

const within = (a: Point, b: Point, p: Point): boolean =>
  Math.min(a[0], b[0]) <= p[0] &&
  p[0] <= Math.max(a[0], b[0]) &&
  Math.min(a[1], b[1]) <= p[1] &&
  p[1] <= Math.max(a[1], b[1]);

function meet(a: Point, b: Point, c: Point, d: Point): boolean {
  const [ca, cb, ac, ad] = [side(c, d, a), side(c, d, b), side(a, b, c), side(a, b, d)];
  if (ca * cb < 0 && ac * ad < 0) return true;
  return (
    (ac === 0 && within(a, b, c)) ||
    (ad === 0 && within(a, b, d)) ||
    (ca === 0 && within(c, d, a)) ||
    (cb === 0 && within(c, d, b))
  );
}
