import type { Point } from '@maskroom/shared/geometry/polygon';
import { withAlpha } from './color.ts';
import { type Frame, inImagePixels, inScreenPixels } from './layer.ts';
import type { BrushTip, StageShape, Stroke } from './scene.ts';
import { polygonPath } from './shapePaths.ts';
import { colorOf, style } from './shapeStyle.ts';
import { toScreen } from './viewport.ts';

/**
 * The shapes that a stroke changes, and the stroke: what it erases is gone, what it adds has the fill of the shape. It
 * empties pixels of its layer, so it is drawn before anything else.
 */
export function drawStroke(
  frame: Frame,
  { path, radius, color, erases, ids }: Stroke,
  shapeOf: (id: string) => StageShape | undefined,
): void {
  const { context, viewport } = frame;
  inImagePixels(frame);
  context.setLineDash([]);
  for (const id of ids) {
    const shape = shapeOf(id);
    if (shape) drawChanged(frame, polygonPath(shape.polygon), colorOf(shape));
  }
  const way = wayOf(path);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  const draw = (css: string, grown: number): void => {
    context.strokeStyle = css;
    context.lineWidth = 2 * radius + (2 * grown) / viewport.scale;
    context.stroke(way);
  };
  if (!erases) draw(color, style.outlinePx);
  context.globalCompositeOperation = 'destination-out';
  draw('#000000', 0);
  context.globalCompositeOperation = 'source-over';
  if (!erases) draw(withAlpha(color, style.maskFill), 0);
  context.lineCap = 'butt';
}

function drawChanged({ context, viewport }: Frame, path: Path2D, color: string): void {
  context.fillStyle = withAlpha(color, style.hoverFill);
  context.fill(path, 'evenodd');
  context.strokeStyle = color;
  context.lineWidth = (style.outlinePx + 0.5) / viewport.scale;
  context.stroke(path);
}

/** A line without length has no round ends everywhere; one of a hair has. */
function wayOf(points: readonly Point[]): Path2D {
  const way = new Path2D();
  const [[x, y], ...rest] = points;
  way.moveTo(x, y);
  way.lineTo(x + 1e-3, y);
  for (const [px, py] of rest) way.lineTo(px, py);
  return way;
}

/** Below this a circle cannot be seen for its outline. CSS px. */
const LEAST_PX = 3;
/** Half of the sign in the middle. CSS px. */
const SIGN_PX = 4;

/** A circle of the brush's size, with a plus or a minus in its middle. */
export function drawBrushTip(frame: Frame, { point, radius, erases }: BrushTip): void {
  const { context, viewport } = frame;
  inScreenPixels(frame);
  context.setLineDash([]);
  const [x, y] = toScreen(viewport, point);
  const tip = new Path2D();
  tip.arc(x, y, Math.max(LEAST_PX, radius * viewport.scale), 0, 2 * Math.PI);
  tip.moveTo(x - SIGN_PX, y);
  tip.lineTo(x + SIGN_PX, y);
  if (!erases) {
    tip.moveTo(x, y - SIGN_PX);
    tip.lineTo(x, y + SIGN_PX);
  }
  for (const [px, css] of [
    [3.5, style.halo],
    [1.5, '#ffffff'],
  ] as const) {
    context.lineWidth = px;
    context.strokeStyle = css;
    context.stroke(tip);
  }
}
