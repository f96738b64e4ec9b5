import { coarsePathOf } from './coarsePath.ts';
import { withAlpha } from './color.ts';
import { drawBadge } from './drawTag.ts';
import { type Frame, inImagePixels, inScreenPixels } from './layer.ts';
import type { StageShape } from './scene.ts';
import { anchorOf, boxOf } from './shapePaths.ts';
import { colorOf, outlineOf, style } from './shapeStyle.ts';
import { toScreen } from './viewport.ts';

/** A shape smaller than this on the screen is a dot. CSS px. */
const DOT_PX = 2.5;
/** Among more shapes than this, those smaller than that have a hairline and no halo: ten times cheaper to draw. */
const CROWD = 800;
const CROWD_DETAIL_PX = 48;
/** No shape smaller than this has a halo. CSS px. */
const HALO_FROM_PX = 10;

/** Committed shapes in order: fill, halo, outline, and badges above all of them. */
export function drawShapes(frame: Frame, shapes: readonly StageShape[], fill: number = style.fill): void {
  inImagePixels(frame);
  frame.context.lineJoin = 'bevel';
  const detailFrom = shapes.length > CROWD ? CROWD_DETAIL_PX : HALO_FROM_PX;
  for (const shape of shapes) drawShape(frame, shape, detailFrom, fill);
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

function drawShape(frame: Frame, shape: StageShape, detailFrom: number, fill: number): void {
  const { context, viewport, ratio } = frame;
  const [color, extent] = [colorOf(shape), extentPx(frame, shape)];
  if (extent < DOT_PX) {
    const [xmin, ymin] = boxOf(shape);
    context.fillStyle = color;
    context.fillRect(xmin, ymin, DOT_PX / viewport.scale, DOT_PX / viewport.scale);
    return;
  }
  const path = coarsePathOf(shape, viewport.scale * ratio);
  context.fillStyle = withAlpha(color, fill);
  context.fill(path, 'evenodd');
  const detailed = extent >= detailFrom;
  if (detailed) {
    context.lineWidth = (outlineOf(shape) + style.haloPx - style.outlinePx) / viewport.scale;
    context.strokeStyle = style.halo;
    context.stroke(path);
  }
  context.lineWidth = (detailed ? outlineOf(shape) : 1 / ratio) / viewport.scale;
  context.strokeStyle = color;
  context.stroke(path);
}
