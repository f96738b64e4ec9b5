import { clamp, type Point } from './maths.ts';
import type { Shape } from './shapes.ts';

interface Edge {
  x: number;
  y: number;
  ex: number;
  ey: number;
  squared: number;
}

function edgesOf(points: readonly Point[]): Edge[] {
  return points.map((from, i) => {
    const to = points[(i + 1) % points.length] ?? from;
    const ex = to[0] - from[0];
    const ey = to[1] - from[1];
    return { x: from[0], y: from[1], ex, ey, squared: ex * ex + ey * ey || 1e-12 };
  });
}

function distanceTo(edges: readonly Edge[], x: number, y: number): number {
  let least = Infinity;
  let sign = 1;
  for (const edge of edges) {
    const wx = x - edge.x;
    const wy = y - edge.y;
    const t = clamp((wx * edge.ex + wy * edge.ey) / edge.squared);
    const dx = wx - edge.ex * t;
    const dy = wy - edge.ey * t;
    least = Math.min(least, dx * dx + dy * dy);
    const above = wy >= 0;
    const below = y < edge.y + edge.ey;
    const left = edge.ex * wy > edge.ey * wx;
    if (above === below && below === left) sign = -sign;
  }
  return sign * Math.sqrt(least);
}

/** Signed distance in the plane to a closed polygon. */
export function polygon(points: readonly Point[]): (x: number, y: number) => number {
  const edges = edgesOf(points);
  return (x, y) => distanceTo(edges, x, y);
}

/** A polygon in x and y, given depth along z; edges are rounded outwards by `round`. */
export function extrude(points: readonly Point[], halfDepth: number, round = 0): Shape {
  const edges = edgesOf(points);
  return (x, y, z) => {
    const across = Math.abs(z) - halfDepth;
    const flat = distanceTo(edges, x, y);
    const a = Math.max(flat, 0);
    const b = Math.max(across, 0);
    return Math.sqrt(a * a + b * b) + Math.min(Math.max(flat, across), 0) - round;
  };
}

/** Spins a polygon of (radius, height) points about the upright axis. */
export function revolve(points: readonly Point[], round = 0): Shape {
  const edges = edgesOf(points);
  return (x, y, z) => distanceTo(edges, Math.sqrt(x * x + z * z), y) - round;
}

/** A smooth closed curve through the points, as a finer polygon. */
export function curve(points: readonly Point[], steps = 4): Point[] {
  const result: Point[] = [];
  const at = (i: number): Point => points[(i + points.length) % points.length] ?? [0, 0];
  for (let i = 0; i < points.length; i++) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    for (let step = 0; step < steps; step++) {
      const t = step / steps;
      result.push([spline(a[0], b[0], c[0], d[0], t), spline(a[1], b[1], c[1], d[1], t)]);
    }
  }
  return result;
}

function spline(a: number, b: number, c: number, d: number, t: number): number {
  const bend = 2 * a - 5 * b + 4 * c - d + (3 * b - a - 3 * c + d) * t;
  return b + 0.5 * t * (c - a + t * bend);
}

/** A wall of even thickness along an open (radius, height) line, for cups and plates. */
export function walled(line: readonly Point[], thickness: number): Point[] {
  const inner = line.map(([r, y]): Point => [Math.max(r - thickness, 0), y + thickness * 0.6]);
  return [...line, ...inner.reverse()];
}
