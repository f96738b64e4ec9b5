import { drawTag } from './drawTag.ts';
import { type Frame, inImagePixels, inScreenPixels } from './layer.ts';
import type { StageRegion } from './scene.ts';
import { style } from './shapeStyle.ts';
import { toScreen } from './viewport.ts';

const FRAME_PX = 1;
const HALO_PX = 3;
/** Shorter than those of boxes and masks: a border, not a shape. */
const DASH = [2, 4] as const;
const TAG = '#404040';
/** Kept free at the stage's left for what lies there, CSS px. */
const INSET_PX = 8;

/** A hairline around what is looked at more closely, dotted until it is prepared, with its state where it begins. */
export function drawRegion(frame: Frame, { box, isReady, words }: StageRegion): void {
  const { context, size, viewport } = frame;
  const [xmin, ymin, xmax, ymax] = box;
  inImagePixels(frame);
  context.lineJoin = 'miter';
  for (const [px, css] of [
    [HALO_PX, style.halo],
    [FRAME_PX, '#ffffff'],
  ] as const) {
    const isDotted = px === FRAME_PX && !isReady;
    context.setLineDash(isDotted ? DASH.map((length) => length / viewport.scale) : []);
    context.lineWidth = px / viewport.scale;
    context.strokeStyle = css;
    context.strokeRect(xmin, ymin, xmax - xmin, ymax - ymin);
  }
  context.setLineDash([]);
  inScreenPixels(frame);
  const [[left, top], [right]] = [toScreen(viewport, [xmin, ymin]), toScreen(viewport, [xmax, ymax])];
  if (top < 0 || top > size.height || right < 0 || left > size.width) return;
  // Above the frame where there is room, otherwise just inside it.
  const above = top - 4;
  drawTag(context, [Math.max(INSET_PX, left), above < 24 ? top + 22 : above], words, TAG);
}
