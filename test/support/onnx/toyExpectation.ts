import type { Size } from '@maskroom/server/inference/imageFrame.ts';
import type { Geometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Box } from '@maskroom/shared/geometry/polygon';
import { rasterizePolygon } from '@maskroom/shared/mask/rasterize';
import type { PointPrompt } from '@maskroom/shared/prompt/prompt';
import { polygonOf } from '../discScene.ts';
import { BACKGROUND_RADIUS, FRAME_SIDE, TOKEN_RADII } from './toyAnswer.ts';

const STEPS_PER_PIXEL = 16;

/** How a picture lies in the frame of 1024 px: the part it takes up. `side`: of the model's input, px. */
export function placeInFrame(image: Size, fit: 'padded' | 'squashed', side: number): Size {
  if (fit === 'squashed') return { width: FRAME_SIDE, height: FRAME_SIDE };
  const scale = side / Math.max(image.width, image.height);
  const sideOf = (length: number): number =>
    (Math.max(1, Math.floor(length * scale + 0.5)) * FRAME_SIDE) / side;
  return { width: sideOf(image.width), height: sideOf(image.height) };
}

/** Whether the image's polygon grid can tell this token's disc from a point. */
export const isVisible = (token: number, image: Size, content: Size): boolean =>
  (TOKEN_RADII[token] * STEPS_PER_PIXEL * image.width) / content.width > 3;

export interface Shape {
  readonly points: readonly PointPrompt[];
  readonly box?: Box;
  readonly token: number;
}

/** Distance inside the toy's answer in frame px, negative outside. All of it in the frame, from image pixels. */
export function toyDistance({ points, box, token }: Shape, image: Size, content: Size) {
  const [sx, sy] = [content.width / image.width, content.height / image.height];
  const placed = points.map(([x, y, label]) => ({ x: x * sx, y: y * sy, label }));
  const foreground = placed.filter(({ label }) => label === 1);
  const mean = (axis: 'x' | 'y'): number =>
    foreground.reduce((sum, point) => sum + point[axis], 0) / foreground.length;
  const [cx, cy] = [mean('x'), mean('y')];
  return (x: number, y: number): number => {
    let inside = foreground.length > 0 ? TOKEN_RADII[token] - Math.hypot(x - cx, y - cy) : 1000;
    for (const point of placed) {
      if (point.label === 0)
        inside = Math.min(inside, Math.hypot(x - point.x, y - point.y) - BACKGROUND_RADIUS);
    }
    if (box) inside = Math.min(inside, x - box[0] * sx, y - box[1] * sy, box[2] * sx - x, box[3] * sy - y);
    return inside;
  };
}

/** Frame px. The outermost low-res samples stand for the border, so a slanting outline runs straight to it from there. */
const BORDER = 5;
const ROW_STEP = 3;
/** Frame px: a fifth of a mask's pixel along an arc, half of one where two outlines meet in a corner. */
const ARC_TOLERANCE = 0.75;
const CORNER_TOLERANCE = 2;

/**
 * Pixels of the frame on which geometry and expectation differ, the first as text, or null. Where the outline is
 * nearer than the tolerance (or the polygon's own grid cannot tell) either is right. Every third row is looked at.
 */
export function firstWrongPixel(
  geometry: Geometry,
  image: Size,
  content: Size,
  distance: (x: number, y: number) => number,
  outline: 'arc' | 'corners' = 'arc',
): string | null {
  const [sx, sy] = [content.width / image.width, content.height / image.height];
  const polygon = polygonOf(geometry).map((part) =>
    part.map((ring) => ring.map(([x, y]) => [x * sx, y * sy] as const)),
  );
  const mask = rasterizePolygon(polygon, content.width, content.height);
  const least = outline === 'arc' ? ARC_TOLERANCE : CORNER_TOLERANCE;
  const tolerance = Math.max(least, (3 * Math.max(sx, sy)) / STEPS_PER_PIXEL);
  const [marginX, marginY] = [content.width, content.height].map((length) => Math.min(BORDER, length / 3));
  for (let y = 1; y < content.height; y += ROW_STEP) {
    if (y < marginY || y > content.height - marginY) continue;
    for (let x = 0; x < content.width; x++) {
      if (x < marginX || x > content.width - marginX) continue;
      const expected = distance(x + 0.5, y + 0.5);
      const found = mask.data[y * content.width + x] === 1;
      if (Math.abs(expected) > tolerance && found !== expected > 0) {
        return `(${x}, ${y}) of ${content.width} × ${content.height} is ${found ? 'in' : 'out'}, ${expected.toFixed(2)} inside expected`;
      }
    }
  }
  return null;
}
