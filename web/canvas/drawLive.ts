import type { Point, Polygon } from '@maskroom/shared/geometry/polygon';
import { withAlpha } from './color.ts';
import { drawFlight } from './drawFlight.ts';
import { drawHandles } from './drawHandles.ts';
import { drawMarks, outlineInFront } from './drawMarks.ts';
import { drawBrushTip, drawStroke } from './drawStroke.ts';
import { type Frame, inImagePixels, inScreenPixels } from './layer.ts';
import type { LiveOverlay, ShapeMarks, StageShape } from './scene.ts';
import { polygonPath } from './shapePaths.ts';
import { colorOf, style } from './shapeStyle.ts';
import { toScreen } from './viewport.ts';

export interface LiveScene {
  readonly marks: ShapeMarks;
  readonly overlay: LiveOverlay;
  /** Visible shapes only. */
  shapeOf(id: string): StageShape | undefined;
  /** Image px; where arrows have moved it, null while a pointer is used. */
  readonly keyboardCursor: Point | null;
}

/** The shapes that the live layer draws instead of the committed one. */
export const inFlight = ({ edits, stroke }: Pick<LiveOverlay, 'edits' | 'stroke'>): readonly string[] => [
  ...edits.map(({ id }) => id),
  ...(stroke?.ids ?? []),
];

/** The live layer, from back to front: a stroke, marks, shapes being edited, handles, what is in flight, own cursor. */
export function drawLive(frame: Frame, { marks, overlay, shapeOf, keyboardCursor }: LiveScene): void {
  const { brush, earlier, edits, handles, stroke } = overlay;
  if (stroke) drawStroke(frame, stroke, shapeOf);
  drawMarks(frame, marks, shapeOf, inFlight(overlay));
  for (const { id, polygon } of edits) drawEdited(frame, shapeOf(id), polygon);
  const handled = marks.selected.size === 1 ? shapeOf([...marks.selected][0]) : undefined;
  const isCompared = earlier !== null && edits.length === 0;
  if (handles && handled && handled.state !== 'accepted' && !isCompared) {
    const polygon = edits.find(({ id }) => id === handled.id)?.polygon ?? handled.polygon;
    drawHandles(frame, polygon, colorOf(handled), handles);
  }
  drawFlight(frame, overlay);
  if (brush) drawBrushTip(frame, brush);
  if (keyboardCursor) drawCrosshair(frame, keyboardCursor);
}

function drawEdited(frame: Frame, shape: StageShape | undefined, polygon: Polygon): void {
  if (!shape) return;
  const path = polygonPath(polygon);
  inImagePixels(frame);
  frame.context.fillStyle = withAlpha(colorOf(shape), style.fill);
  frame.context.fill(path, 'evenodd');
  outlineInFront(frame, path, colorOf(shape));
}

function drawCrosshair(frame: Frame, point: Point): void {
  const { context } = frame;
  inScreenPixels(frame);
  const [x, y] = toScreen(frame.viewport, point);
  const cross = new Path2D();
  for (const [dx, dy] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    cross.moveTo(x + dx * 4, y + dy * 4);
    cross.lineTo(x + dx * 16, y + dy * 16);
  }
  cross.moveTo(x + 1, y);
  cross.arc(x, y, 1, 0, 2 * Math.PI);
  for (const [px, css] of [
    [5, 'rgb(0 0 0 / 0.7)'],
    [2, '#ffffff'],
  ] as const) {
    context.lineWidth = px;
    context.strokeStyle = css;
    context.stroke(cross);
  }
}
