import { coarsePathOf } from './coarsePath.ts';
import { withAlpha } from './color.ts';
import { type Frame, inImagePixels } from './layer.ts';
import type { StageProposals } from './scene.ts';
import { style } from './shapeStyle.ts';

/** Pale tones that no label has: a proposal is nobody's yet. */
const tones = ['#bfe3ff', '#ffe2b3', '#c9f2c4', '#ecd0ff', '#ffd0cb', '#c8f0ec'] as const;
const OUTLINE_PX = 1;
const HALO_PX = 2.5;
const FILL = 0.07;

/** Thin outlines of automatic masks, largest first; the one pointed at as it would look when kept. */
export function drawProposals(frame: Frame, { color, hovered, shapes }: StageProposals): void {
  const { context, ratio, viewport } = frame;
  inImagePixels(frame);
  context.lineJoin = 'bevel';
  context.setLineDash([]);
  const stroke = (path: Path2D, px: number, css: string): void => {
    context.lineWidth = px / viewport.scale;
    context.strokeStyle = css;
    context.stroke(path);
  };
  for (const shape of shapes) {
    const path = coarsePathOf(shape, viewport.scale * ratio);
    const isHovered = shape.id === hovered;
    const tone = isHovered ? color : tones[shape.id % tones.length];
    context.fillStyle = withAlpha(tone, isHovered ? style.maskFill : FILL);
    context.fill(path, 'evenodd');
    stroke(path, isHovered ? style.haloPx : HALO_PX, style.halo);
    stroke(path, isHovered ? style.outlinePx + 0.5 : OUTLINE_PX, tone);
  }
}
