import type { LowResMasks } from '../family/modelFamily.ts';

/**
 * Root mean square of the difference between two answers' logits, against the first one's own; or the largest
 * difference of their scores, if that is more. Infinity when one is not numbers.
 */
export function masksDifference(expected: LowResMasks, found: LowResMasks): number {
  let [power, loss] = [0, 0];
  for (const [i, mask] of expected.logits.entries()) {
    for (let at = 0; at < mask.length; at++) {
      const difference = found.logits[i][at] - mask[at];
      power += mask[at] * mask[at];
      loss += difference * difference;
    }
  }
  const scores = expected.predictedIou.map((score, i) => Math.abs(found.predictedIou[i] - score));
  const difference = Math.max(loss === 0 ? 0 : Math.sqrt(loss / power), ...scores);
  return Number.isFinite(difference) ? difference : Number.POSITIVE_INFINITY;
}
