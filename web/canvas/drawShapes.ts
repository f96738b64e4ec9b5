import { withAlpha } from './color.ts';
import { drawBadge } from './drawTag.ts';
import { type Frame, inImagePixels, inScreenPixels } from './layer.ts';
import type { StageShape } from './scene.ts';
import { anchorOf, boxOf, pathOf } from './shapePaths.ts';
import { colorOf, outlineOf, style } from './shapeStyle.ts';
import { toScreen } from './viewport.ts';

/** On the screen, a shape smaller than this is a dot, and below the second it has no halo. CSS px. */
const DOT_PX = 2.5;
const HALO_FROM_PX = 10;

/** Committed shapes in order: fill, halo, outline, and badges above all of them. */
export function drawShapes(frame: Frame, shapes: readonly StageShape[]): void {
  inImagePixels(frame);
  frame.context.lineJoin = 'round';
  for (const shape of shapes) drawShape(frame, shape);
  inScreenPixels(frame);
  for (const shape of shapes) {
    if (shape.state !== 'undecided' && extentPx(frame, shape) >= style.badgeFromPx) {
      drawBadge(frame.context, toScreen(frame.viewport, anchorOf(shape)), shape.state);
    }
  }
}

function extentPx({ viewport }: Frame, shape: StageShape): number {
  const [xmin, ymin, xmax, ymax] = boxOf(shape);
  return Math.max(xmax - xmin, ymax - ymin) * viewport.scale;
}

function drawShape(frame: Frame, shape: StageShape): void {
  const { context, viewport } = frame;
  const [color, extent] = [colorOf(shape), extentPx(frame, shape)];
  if (extent < DOT_PX) {
    const [xmin, ymin] = boxOf(shape);
    context.fillStyle = color;
    context.fillRect(xmin, ymin, DOT_PX / viewport.scale, DOT_PX / viewport.scale);
    return;
  }
  const path = pathOf(shape);
  context.fillStyle = withAlpha(color, style.fill);
  context.fill(path, 'evenodd');
  if (extent >= HALO_FROM_PX) {
    context.lineWidth = (outlineOf(shape) + style.haloPx - style.outlinePx) / viewport.scale;
    context.strokeStyle = style.halo;
    context.stroke(path);
  }
  context.lineWidth = outlineOf(shape) / viewport.scale;
  context.strokeStyle = color;
  context.stroke(path);
}
