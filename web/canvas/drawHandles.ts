import type { Point, Polygon } from '@maskroom/shared/geometry/polygon';
import { type Frame, inScreenPixels } from './layer.ts';
import type { HandleRef, Handles } from './scene.ts';
import { style } from './shapeStyle.ts';
import { toScreen } from './viewport.ts';

/** Vertices closer than this on the screen are drawn as one; all can still be taken hold of. CSS px. */
const APART_PX = 6;

/** Vertices, and in the middle of edges that are long enough on the screen the places for new ones. */
export function drawHandles(
  frame: Frame,
  polygon: Polygon,
  color: string,
  { active, chosen = [] }: Handles,
): void {
  inScreenPixels(frame);
  polygon.forEach((part, partIndex) => {
    part.forEach((ring, ringIndex) => {
      const points = ring.map((point) => toScreen(frame.viewport, point));
      drawRing(frame, points, color);
      for (const { part, ring, vertex } of chosen) {
        const point = part === partIndex && ring === ringIndex ? points[vertex] : undefined;
        if (point) drawDot(frame, point, style.vertexPx + 1, color, '#ffffff');
      }
      if (active?.part === partIndex && active.ring === ringIndex && active.vertex < points.length) {
        drawDot(frame, placeOf(frame, points, active), style.activeVertexPx, color, '#ffffff');
      }
    });
  });
}

function placeOf(frame: Frame, points: readonly Point[], { vertex, midpoint, at }: HandleRef): Point {
  if (at) return toScreen(frame.viewport, at);
  return midpoint ? middle(points, vertex) : points[vertex];
}

function drawRing(frame: Frame, points: readonly Point[], color: string): void {
  let last: Point | null = null;
  points.forEach((point, i) => {
    const next = points[(i + 1) % points.length];
    if (distance(point, next) >= style.midpointEdgePx) {
      drawDot(frame, middle(points, i), style.midpointPx, 'rgb(255 255 255 / 0.75)', style.halo);
    }
    if (last && distance(point, last) < APART_PX) return;
    last = point;
    drawDot(frame, point, style.vertexPx, '#ffffff', color);
  });
}

const distance = ([ax, ay]: Point, [bx, by]: Point): number => Math.hypot(ax - bx, ay - by);

function middle(points: readonly Point[], i: number): Point {
  const [[ax, ay], [bx, by]] = [points[i], points[(i + 1) % points.length]];
  return [(ax + bx) / 2, (ay + by) / 2];
}

export function drawDot(frame: Frame, [x, y]: Point, diameter: number, fill: string, rim: string): void {
  const { context, size } = frame;
  if (x < -diameter || y < -diameter || x > size.width + diameter || y > size.height + diameter) return;
  context.beginPath();
  context.arc(x, y, diameter / 2, 0, 2 * Math.PI);
  context.lineWidth = 3.5;
  context.strokeStyle = style.halo;
  context.stroke();
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = rim;
  context.stroke();
}
