import type { StepRing } from './assembleRings.ts';
import { stepRingArea } from './ringMeasure.ts';

/**
 * Leaves out parts (with what is in them) and holes of less than `least` square steps. When every part is a
 * speck the largest stays: somebody may have clicked on something that small.
 */
export function dropSpecks(rings: readonly StepRing[], least: number): StepRing[] {
  const areas = rings.map(stepRingArea);
  const kept = rings.filter((_, i) => Math.abs(areas[i]) >= least);
  if (kept.length > 0 || rings.length === 0) return kept;
  return [rings[areas.indexOf(Math.max(...areas))]];
}
