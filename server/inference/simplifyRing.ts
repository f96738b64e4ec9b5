import type { StepRing } from './assembleRings.ts';

/**
 * Douglas and Peucker on a closed ring: no vertex left out strays further than the tolerance (steps) from the
 * edge that replaces it. Kept are at least the two ends of a long diagonal; what comes back may have fewer
 * than three vertices, or cross itself: the caller checks.
 */
export function simplifyRing(ring: StepRing, toleranceSteps: number): StepRing {
  const count = ring.length / 2;
  const first = farthestFrom(ring, farthestFrom(ring, 0));
  const second = farthestFrom(ring, first);
  const keep = new Uint8Array(count);
  keep[first] = keep[second] = 1;
  const stack = [
    first,
    second > first ? second : second + count,
    second,
    first > second ? first : first + count,
  ];
  while (stack.length > 0) {
    const [to, from] = [stack.pop() ?? 0, stack.pop() ?? 0];
    const farthest = farthestBetween(ring, from, to, toleranceSteps);
    if (farthest < 0) continue;
    keep[farthest % count] = 1;
    stack.push(from, farthest, farthest, to);
  }
  return keptOf(ring, keep);
}

function keptOf(ring: StepRing, keep: Uint8Array): StepRing {
  const kept = new Int32Array(2 * keep.reduce((sum, one) => sum + one, 0));
  for (let i = 0, at = 0; i < keep.length; i++) {
    if (!keep[i]) continue;
    kept[at++] = ring[2 * i];
    kept[at++] = ring[2 * i + 1];
  }
  return kept;
}

function farthestFrom(ring: StepRing, vertex: number): number {
  let [farthest, most] = [vertex, -1];
  for (let i = 0; i < ring.length; i += 2) {
    const distance = (ring[i] - ring[2 * vertex]) ** 2 + (ring[i + 1] - ring[2 * vertex + 1]) ** 2;
    if (distance > most) [farthest, most] = [i / 2, distance];
  }
  return farthest;
}

/** The vertex farthest from the edge `from`–`to` (which may run past the ring's end), -1 if none is beyond the tolerance. */
function farthestBetween(ring: StepRing, from: number, to: number, tolerance: number): number {
  const count = ring.length / 2;
  const [x0, y0] = [ring[2 * (from % count)], ring[2 * (from % count) + 1]];
  const [dx, dy] = [ring[2 * (to % count)] - x0, ring[2 * (to % count) + 1] - y0];
  const squared = dx * dx + dy * dy;
  let [farthest, most] = [-1, tolerance * tolerance];
  for (let i = from + 1; i < to; i++) {
    const at = 2 * (i % count);
    const [px, py] = [ring[at] - x0, ring[at + 1] - y0];
    const along = squared === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / squared));
    const distance = (px - along * dx) ** 2 + (py - along * dy) ** 2;
    if (distance > most) {
      farthest = i;
      most = distance;
    }
  }
  return farthest;
}
