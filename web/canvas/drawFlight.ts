import type { Box, Point, Polygon } from '@maskroom/shared/geometry/polygon';
import { withAlpha } from './color.ts';
import { drawDot } from './drawHandles.ts';
import { drawProposals } from './drawProposals.ts';
import { drawRegion } from './drawRegion.ts';
import { drawCursor, drawPromptPoint, drawTag } from './drawTag.ts';
import { type Frame, inImagePixels, inScreenPixels } from './layer.ts';
import type { Draft, LiveOverlay, OthersMask, OwnMask } from './scene.ts';
import { polygonPath, topVertex } from './shapePaths.ts';
import { style } from './shapeStyle.ts';
import { toScreen } from './viewport.ts';

/** Everything that is not committed yet: the region, proposals and others' masks below, the own mask and its prompt, cursors on top. */
export function drawFlight(frame: Frame, overlay: LiveOverlay): void {
  if (overlay.region) drawRegion(frame, overlay.region);
  if (overlay.proposals) drawProposals(frame, overlay.proposals);
  for (const mask of overlay.othersMasks) drawOthersMask(frame, mask);
  if (overlay.earlier) drawEarlier(frame, overlay.earlier);
  if (overlay.mask) drawOwnMask(frame, overlay.mask);
  if (overlay.draft) drawDraft(frame, overlay.draft);
  if (overlay.sketch)
    fillAndDash(frame, polygonPath(overlay.sketch.polygon), overlay.sketch.color, style.fill);
  if (overlay.prompt?.box) drawBox(frame, overlay.prompt.box, null);
  if (overlay.box) drawBox(frame, overlay.box.box, overlay.box.color);
  if (overlay.blade && overlay.blade.length > 1) drawBlade(frame, overlay.blade);
  inScreenPixels(frame);
  if (overlay.snapped) drawSnapped(frame, overlay.snapped);
  for (const [x, y, label] of overlay.prompt?.points ?? []) {
    drawPromptPoint(frame.context, toScreen(frame.viewport, [x, y]), label);
  }
  for (const { point, name, color } of overlay.othersCursors) {
    drawCursor(frame.context, toScreen(frame.viewport, point), name, color);
  }
}

function drawOwnMask(frame: Frame, { polygon, color, hover }: OwnMask): void {
  if (polygon.length > 0)
    fillAndDash(frame, polygonPath(polygon), color, hover ? style.hoverFill : style.maskFill);
}

/** Of no label's colour, so that it is told from what is there. */
function drawEarlier(frame: Frame, polygon: Polygon): void {
  inImagePixels(frame);
  dashed(frame, polygonPath(polygon), '#ffffff');
}

function drawOthersMask(frame: Frame, { polygon, color, name }: OthersMask): void {
  if (polygon.length === 0) return;
  fillAndDash(frame, polygonPath(polygon), color, style.othersFill);
  if (name === '') return;
  inScreenPixels(frame);
  const [x, y] = toScreen(frame.viewport, topVertex(polygon));
  drawTag(frame.context, [x, y - 6], name, color);
}

function fillAndDash(frame: Frame, path: Path2D, color: string, alpha: number): void {
  const { context } = frame;
  inImagePixels(frame);
  context.fillStyle = withAlpha(color, alpha);
  context.fill(path, 'evenodd');
  dashed(frame, path, color);
}

/** A dashed line of the colour on an unbroken dark halo. */
function dashed(frame: Frame, path: Path2D, color: string): void {
  const { context, viewport } = frame;
  context.lineJoin = 'round';
  context.setLineDash([]);
  context.lineWidth = style.haloPx / viewport.scale;
  context.strokeStyle = style.halo;
  context.stroke(path);
  context.setLineDash(style.dash.map((px) => px / viewport.scale));
  context.lineWidth = (style.outlinePx + 0.5) / viewport.scale;
  context.strokeStyle = color;
  context.stroke(path);
  context.setLineDash([]);
}

/** A box of a prompt is white and dashed, a box that becomes a shape has its label's colour and fill. */
function drawBox(frame: Frame, [xmin, ymin, xmax, ymax]: Box, color: string | null): void {
  inImagePixels(frame);
  const path = new Path2D();
  path.rect(xmin, ymin, xmax - xmin, ymax - ymin);
  if (color === null) dashed(frame, path, '#ffffff');
  else fillAndDash(frame, path, color, style.fill);
}

function drawBlade(frame: Frame, line: readonly Point[]): void {
  inImagePixels(frame);
  dashed(frame, openPath(line, null), '#ffffff');
}

/** A ring around the place that holds the pointer. */
function drawSnapped({ context, viewport }: Frame, point: Point): void {
  const [x, y] = toScreen(viewport, point);
  for (const [px, css] of [
    [4, style.halo],
    [2, '#ffffff'],
  ] as const) {
    context.beginPath();
    context.arc(x, y, style.snappedPx / 2, 0, 2 * Math.PI);
    context.lineWidth = px;
    context.strokeStyle = css;
    context.stroke();
  }
}

function drawDraft(frame: Frame, { vertices, pointer, closing, color, dots }: Draft): void {
  inImagePixels(frame);
  if (vertices.length + (pointer ? 1 : 0) > 1) {
    const rest: Polygon = [[pointer && !closing ? [...vertices, pointer] : vertices]];
    frame.context.fillStyle = withAlpha(color, style.fill);
    frame.context.fill(polygonPath(rest), 'evenodd');
    dashed(frame, openPath(vertices, pointer), color);
  }
  inScreenPixels(frame);
  (dots ?? vertices).forEach((vertex, i) => {
    const grown = i === 0 && closing;
    const diameter = grown ? style.activeVertexPx + 2 : style.vertexPx;
    drawDot(
      frame,
      toScreen(frame.viewport, vertex),
      diameter,
      grown ? color : '#ffffff',
      grown ? '#ffffff' : color,
    );
  });
}

function openPath(vertices: readonly Point[], pointer: Point | null): Path2D {
  const path = new Path2D();
  const points = pointer ? [...vertices, pointer] : vertices;
  path.moveTo(points[0][0], points[0][1]);
  for (const [x, y] of points.slice(1)) path.lineTo(x, y);
  return path;
}
