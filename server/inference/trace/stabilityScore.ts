import type { LowResFrame } from '../family/modelFamily.ts';

/**
 * |logit > +offset| / |logit > -offset| over the picture's part of the frame, 0..1; 0 when nothing is above -offset.
 * NaN when any logit is not a finite number: the model has failed.
 */
export function stabilityScore(
  logits: Float32Array,
  { width, height, content }: LowResFrame,
  offset = 1,
): number {
  const [columns, rows] = [
    Math.min(width, Math.ceil(content.width)),
    Math.min(height, Math.ceil(content.height)),
  ];
  let [strict, loose, sum] = [0, 0, 0];
  for (let y = 0; y < rows; y++) {
    for (let i = y * width, end = i + columns; i < end; i++) {
      const logit = logits[i];
      sum += logit;
      if (logit > -offset) {
        loose++;
        if (logit > offset) strict++;
      }
    }
  }
  if (!Number.isFinite(sum)) return Number.NaN;
  return loose === 0 ? 0 : strict / loose;
}
