import type { StepRing } from './assembleRings.ts';

/**
 * Douglas and Peucker on a closed ring: no vertex left out strays further than the tolerance (steps) from the
 * edge that replaces it. Kept are at least the two ends of a long diagonal; what comes back may have fewer
 * than three vertices, or cross itself: the caller checks.
 */
export function simplifyRing(ring: StepRing, toleranceSteps: number): StepRing {
  const count = ring.length / 2;
  const first = farthestFrom(ring, farthestFrom(ring, 0));
  // Laid open at the first end, and closed by it again: no index runs past the end.
  const open = new Int32Array(ring.length + 2);
  open.set(ring.subarray(2 * first));
  open.set(ring.subarray(0, 2 * first), ring.length - 2 * first);
  open.copyWithin(ring.length, 0, 2);
  const second = farthestFrom(open, 0);
  const keep = new Uint8Array(count);
  keep[0] = keep[second % count] = 1;
  const squaredTolerance = toleranceSteps * toleranceSteps;
  const stack = [0, second, second, count];
  while (stack.length > 0) {
    const to = stack.pop() ?? 0;
    const from = stack.pop() ?? 0;
    const farthest = farthestBetween(open, from, to, squaredTolerance);
    if (farthest < 0) continue;
    keep[farthest] = 1;
    stack.push(from, farthest, farthest, to);
  }
  return keptOf(open, keep);
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
  const x = ring[2 * vertex];
  const y = ring[2 * vertex + 1];
  let farthest = vertex;
  let most = -1;
  for (let i = 0; i < ring.length; i += 2) {
    const distance = (ring[i] - x) * (ring[i] - x) + (ring[i + 1] - y) * (ring[i + 1] - y);
    if (distance > most) {
      farthest = i / 2;
      most = distance;
    }
  }
  return farthest;
}

/** The vertex farthest from the edge `from`–`to`, -1 if none is beyond the tolerance. This is where the time goes. */
function farthestBetween(open: Int32Array, from: number, to: number, squaredTolerance: number): number {
  const x0 = open[2 * from];
  const y0 = open[2 * from + 1];
  const dx = open[2 * to] - x0;
  const dy = open[2 * to + 1] - y0;
  const squared = dx * dx + dy * dy;
  // Distances are compared times the edge's length, squared: no division for each vertex.
  const scale = squared === 0 ? 1 : squared;
  let farthest = -1;
  let most = squaredTolerance * scale;
  for (let i = from + 1; i < to; i++) {
    const px = open[2 * i] - x0;
    const py = open[2 * i + 1] - y0;
    const along = px * dx + py * dy;
    let distance: number;
    if (along <= 0) distance = (px * px + py * py) * scale;
    else if (along >= squared) distance = ((px - dx) * (px - dx) + (py - dy) * (py - dy)) * scale;
    else {
      const across = px * dy - py * dx;
      distance = across * across;
    }
    if (distance > most) {
      farthest = i;
      most = distance;
    }
  }
  return farthest;
}
