import { withAlpha } from './color.ts';
import { drawBadge, drawTag } from './drawTag.ts';
import { type Frame, inImagePixels, inScreenPixels } from './layer.ts';
import type { ShapeMarks, StageShape } from './scene.ts';
import { anchorOf, pathOf } from './shapePaths.ts';
import { colorOf, hoverOver, style } from './shapeStyle.ts';
import { toScreen } from './viewport.ts';

/**
 * Hovered, selected and held shapes, drawn over the committed layer. `shapeOf` knows the visible shapes only;
 * `editing` are those in flight, which are drawn elsewhere.
 */
export function drawMarks(
  frame: Frame,
  marks: ShapeMarks,
  shapeOf: (id: string) => StageShape | undefined,
  editing: readonly string[],
): void {
  const shown = (id: string): StageShape | undefined => (editing.includes(id) ? undefined : shapeOf(id));
  const hovered = marks.hovered === null ? undefined : shown(marks.hovered);
  for (const [id, person] of marks.heldByOthers) outlineHeld(frame, shown(id), person.color);
  if (hovered) brighten(frame, hovered);
  for (const id of marks.selected) outlineSelected(frame, shown(id));

  inScreenPixels(frame);
  for (const id of marks.selected) badgeAgain(frame, shown(id));
  for (const [id, { name, color }] of marks.heldByOthers) tag(frame, shown(id), name, color);
  if (marks.selected.size <= 8) for (const id of marks.selected) tagWithLabel(frame, shown(id));
  if (hovered && !marks.selected.has(hovered.id)) tagWithLabel(frame, hovered);
}

function brighten(frame: Frame, shape: StageShape): void {
  inImagePixels(frame);
  frame.context.fillStyle = withAlpha(colorOf(shape), hoverOver);
  frame.context.fill(pathOf(shape), 'evenodd');
}

/** The outline of the selection covers the badge on the layer below. */
function badgeAgain(frame: Frame, shape: StageShape | undefined): void {
  if (shape && shape.state !== 'undecided') {
    drawBadge(frame.context, toScreen(frame.viewport, anchorOf(shape)), shape.state);
  }
}

/** White under the colour. */
function outlineSelected(frame: Frame, shape: StageShape | undefined): void {
  if (shape) outlineInFront(frame, pathOf(shape), colorOf(shape));
}

export function outlineInFront(frame: Frame, path: Path2D, color: string): void {
  const { context, viewport } = frame;
  inImagePixels(frame);
  context.setLineDash([]);
  context.lineJoin = 'round';
  for (const [px, css] of [
    [style.selectedPx + 2, style.halo],
    [style.selectedPx, '#ffffff'],
    [style.outlinePx + 0.5, color],
  ] as const) {
    context.lineWidth = px / viewport.scale;
    context.strokeStyle = css;
    context.stroke(path);
  }
}

function outlineHeld(frame: Frame, shape: StageShape | undefined, color: string): void {
  if (!shape) return;
  const { context, viewport } = frame;
  inImagePixels(frame);
  context.lineWidth = 3 / viewport.scale;
  context.strokeStyle = color;
  context.stroke(pathOf(shape));
}

const tagWithLabel = (frame: Frame, shape: StageShape | undefined): void =>
  tag(frame, shape, shape?.labelName ?? '', shape ? colorOf(shape) : '');

function tag(frame: Frame, shape: StageShape | undefined, text: string, color: string): void {
  if (!shape) return;
  const [x, y] = toScreen(frame.viewport, anchorOf(shape));
  drawTag(frame.context, [x + (shape.state === 'undecided' ? 0 : 14), y - 8], text, color);
}
