import type { StepRing } from './assembleRings.ts';
import { nestRings } from './nestRings.ts';
import { ringConflicts } from './ringConflicts.ts';
import { simplifyRing } from './simplifyRing.ts';

/** Passes that halve the tolerance of what is at fault; later ones leave it as traced. */
const HALVING_PASSES = 4;

/**
 * Simplifies all rings of a shape together. A ring that would vanish, cross or touch anything, or come to lie
 * in another ring than before, is simplified less, at the last not at all; the rings as traced are sound.
 */
export function simplifyRings(
  rings: readonly StepRing[],
  parents: Int32Array,
  toleranceSteps: number,
): StepRing[] {
  const simplified = rings.map((ring) => simplifyRing(ring, toleranceSteps));
  for (let pass = 1; ; pass++) {
    const faulty = faultyRings(simplified, parents).filter((index) => simplified[index] !== rings[index]);
    if (faulty.length === 0) return simplified;
    for (const index of faulty) {
      const ring = rings[index];
      simplified[index] = pass <= HALVING_PASSES ? simplifyRing(ring, toleranceSteps / 2 ** pass) : ring;
    }
  }
}

function faultyRings(rings: readonly StepRing[], parents: Int32Array): number[] {
  const vanished = [...rings.keys()].filter((index) => rings[index].length < 6);
  if (vanished.length > 0) return vanished;
  const crossing = ringConflicts(rings);
  if (crossing.size > 0) return [...crossing];
  const moved = new Set<number>();
  nestRings(rings).forEach((parent, index) => {
    if (parent !== parents[index]) moved.add(index).add(parent).add(parents[index]);
  });
  moved.delete(-1);
  return [...moved];
}
