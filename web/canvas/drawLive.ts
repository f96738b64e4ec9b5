import type { Point } from '@maskroom/shared/geometry/polygon';
import { withAlpha } from './color.ts';
import { drawFlight } from './drawFlight.ts';
import { drawHandles } from './drawHandles.ts';
import { drawMarks, outlineInFront } from './drawMarks.ts';
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

/** The live layer, from back to front: marks, the shape being edited, handles, what is in flight, own cursor. */
export function drawLive(frame: Frame, { marks, overlay, shapeOf, keyboardCursor }: LiveScene): void {
  const { edit, handles } = overlay;
  const editing = edit ? shapeOf(edit.id) : undefined;
  drawMarks(frame, marks, shapeOf, edit?.id ?? null);
  if (edit && editing) {
    const path = polygonPath(edit.polygon);
    inImagePixels(frame);
    frame.context.fillStyle = withAlpha(colorOf(editing), style.fill);
    frame.context.fill(path, 'evenodd');
    outlineInFront(frame, path, colorOf(editing));
  }
  const handled = marks.selected.size === 1 ? shapeOf([...marks.selected][0]) : undefined;
  if (handles && handled && handled.state !== 'accepted') {
    const polygon = edit?.id === handled.id ? edit.polygon : handled.polygon;
    drawHandles(frame, polygon, colorOf(handled), handles.active);
  }
  drawFlight(frame, overlay);
  if (keyboardCursor) drawCrosshair(frame, keyboardCursor);
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
