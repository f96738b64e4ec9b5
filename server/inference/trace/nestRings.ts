import type { StepRing } from './assembleRings.ts';
import { stepRingArea, stepRingContains } from './ringMeasure.ts';

/**
 * For each ring the index of the one that encloses it most tightly, -1 for none. The rings must not cross or
 * touch; so one vertex tells where the whole ring lies.
 */
export function nestRings(rings: readonly StepRing[]): Int32Array {
  const bounds = rings.map(boundsOf);
  const areas = rings.map((ring) => Math.abs(stepRingArea(ring)));
  const largestFirst = Array.from(rings, (_, i) => i).sort((a, b) => areas[b] - areas[a]);
  const parents = new Int32Array(rings.length).fill(-1);
  largestFirst.forEach((index, rank) => {
    const [x, y] = rings[index];
    for (let r = rank - 1; r >= 0 && parents[index] === -1; r--) {
      const [xmin, ymin, xmax, ymax] = bounds[largestFirst[r]];
      if (x < xmin || x > xmax || y < ymin || y > ymax) continue;
      if (stepRingContains(rings[largestFirst[r]], x, y)) parents[index] = largestFirst[r];
    }
  });
  return parents;
}

function boundsOf(ring: StepRing): readonly [number, number, number, number] {
  let [xmin, ymin, xmax, ymax] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < ring.length; i += 2) {
    if (ring[i] < xmin) xmin = ring[i];
    if (ring[i] > xmax) xmax = ring[i];
    if (ring[i + 1] < ymin) ymin = ring[i + 1];
    if (ring[i + 1] > ymax) ymax = ring[i + 1];
  }
  return [xmin, ymin, xmax, ymax];
}
