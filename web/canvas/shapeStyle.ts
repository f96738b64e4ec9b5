import { desaturate } from './color.ts';
import type { StageShape } from './scene.ts';

/** CSS px and alphas of everything drawn over a picture. */
export const style = {
  outlinePx: 1.5,
  haloPx: 3.5,
  halo: 'rgb(0 0 0 / 0.5)',
  fill: 0.18,
  hoverFill: 0.32,
  maskFill: 0.4,
  othersFill: 0.2,
  selectedPx: 5,
  vertexPx: 7,
  activeVertexPx: 10,
  midpointPx: 5,
  snappedPx: 16,
  /** Edges shorter than this on the screen show no midpoint handle. */
  midpointEdgePx: 40,
  dash: [6, 4],
  font: '500 11px ui-sans-serif, system-ui, sans-serif',
  /** Shapes smaller than this on the screen have no badge. */
  badgeFromPx: 20,
} as const;

/** How much of {@link style.hoverFill} is missing over a shape that is filled already. */
export const hoverOver = 1 - (1 - style.hoverFill) / (1 - style.fill);

export const colorOf = ({ color, state }: StageShape): string =>
  state === 'rejected' ? desaturate(color) : color;

/** Undecided shapes that the model is unsure of have thicker outlines, up to 1 px more at 0.5 and below. */
export function outlineOf({ state, confidence }: StageShape): number {
  if (state !== 'undecided' || confidence === null) return style.outlinePx;
  return style.outlinePx + Math.min(1, Math.max(0, (0.9 - confidence) / 0.4));
}
