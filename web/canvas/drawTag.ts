import type { Point } from '@maskroom/shared/geometry/polygon';
import { inkOn } from './color.ts';
import { style } from './shapeStyle.ts';

const TAG_HEIGHT = 18;
const BADGE_RADIUS = 7;

/** A name on its colour, its lower left corner at the point. CSS px, as everything here. */
export function drawTag(context: CanvasRenderingContext2D, [x, y]: Point, text: string, color: string): void {
  context.font = style.font;
  context.textBaseline = 'middle';
  const width = Math.ceil(context.measureText(text).width) + 12;
  const [left, top] = [Math.round(x), Math.round(y) - TAG_HEIGHT];
  context.beginPath();
  context.roundRect(left, top, width, TAG_HEIGHT, 4);
  context.fillStyle = color;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = 'rgb(0 0 0 / 0.35)';
  context.stroke();
  context.fillStyle = inkOn(color);
  context.fillText(text, left + 6, top + TAG_HEIGHT / 2 + 0.5);
}

/** A check for accepted, a cross for rejected: told by form, not by colour. */
export function drawBadge(
  context: CanvasRenderingContext2D,
  [x, y]: Point,
  state: 'accepted' | 'rejected',
): void {
  disc(context, [x, y], BADGE_RADIUS, state === 'accepted' ? '#15803d' : '#525252');
  context.beginPath();
  if (state === 'accepted') {
    context.moveTo(x - 3.2, y + 0.2);
    context.lineTo(x - 0.8, y + 2.6);
    context.lineTo(x + 3.4, y - 2.4);
  } else {
    context.moveTo(x - 2.6, y - 2.6);
    context.lineTo(x + 2.6, y + 2.6);
    context.moveTo(x + 2.6, y - 2.6);
    context.lineTo(x - 2.6, y + 2.6);
  }
  glyph(context);
}

/** One click of the prompt: + on the object, − off it. */
export function drawPromptPoint(context: CanvasRenderingContext2D, [x, y]: Point, label: 0 | 1): void {
  disc(context, [x, y], 8, label === 1 ? '#15803d' : '#b91c1c');
  context.beginPath();
  context.moveTo(x - 4, y);
  context.lineTo(x + 4, y);
  if (label === 1) {
    context.moveTo(x, y - 4);
    context.lineTo(x, y + 4);
  }
  glyph(context);
}

/** A filled circle with a white rim and a dark one around it, so that it shows on any picture. */
function disc(context: CanvasRenderingContext2D, [x, y]: Point, radius: number, fill: string): void {
  context.setLineDash([]);
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.lineWidth = 4.5;
  context.strokeStyle = style.halo;
  context.stroke();
  context.lineWidth = 2.5;
  context.strokeStyle = '#ffffff';
  context.stroke();
  context.fillStyle = fill;
  context.fill();
}

function glyph(context: CanvasRenderingContext2D): void {
  context.lineCap = 'round';
  context.lineWidth = 2;
  context.strokeStyle = '#ffffff';
  context.stroke();
  context.lineCap = 'butt';
}

/** Somebody's pointer with their name beside it. */
export function drawCursor(
  context: CanvasRenderingContext2D,
  [x, y]: Point,
  name: string,
  color: string,
): void {
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + 4.5, y + 15);
  context.lineTo(x + 7.5, y + 8.5);
  context.lineTo(x + 14, y + 6);
  context.closePath();
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.strokeStyle = '#ffffff';
  context.stroke();
  context.fillStyle = color;
  context.fill();
  drawTag(context, [x + 12, y + 32], name, color);
}
