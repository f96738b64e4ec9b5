import { type Point, rgb } from '../core/maths.ts';
import { curve, revolve, walled } from '../core/outlines.ts';
import { dye, finish } from '../core/paints.ts';
import { type Paint, type Part, part } from '../core/parts.ts';

/** A bowl of radius 1, one colour outside and another inside. */
export function bowl(outer: number, inner: number): Part[] {
  const line: Point[] = [
    [0, 0.02],
    [0.4, 0.02],
    [0.72, 0.18],
    [0.93, 0.42],
    [1, 0.62],
  ];
  const a = rgb(outer);
  const b = rgb(inner);
  const paint: Paint = (x, y, z, out) => {
    const inside = out.nx * x + out.nz * z < 0 && y > 0.07;
    dye(out, inside ? b : a);
    finish(out, { shine: 0.045, dull: 0.18 });
  };
  return [part(revolve(walled(line, 0.05), 0.015), paint)];
}

/** The closed outline of a vessel from its right-hand (radius, height) points. */
export function profile(points: readonly Point[]): Point[] {
  const left = points.map(([r, y]): Point => [-r, y]).reverse();
  return curve([...points, ...left], 3);
}
