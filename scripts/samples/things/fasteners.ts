import type { Point, Vec } from '../core/maths.ts';
import { extrude } from '../core/outlines.ts';
import { metal } from '../core/paints.ts';
import { type Part, part, place } from '../core/parts.ts';
import { cut, join, meet, move, type Shape, tube, turnX, turnZ } from '../core/shapes.ts';

export const steel = metal(0xc9ccd2, 0.22);
export const dark = metal(0x6d7076, 0.3);
export const brass = metal(0xd9a94a, 0.22);
export const flat = -Math.PI / 2;

function hexagon(radius: number): Point[] {
  return Array.from({ length: 6 }, (_, i) => [Math.cos(i * 1.0472) * radius, Math.sin(i * 1.0472) * radius]);
}

/** A cylinder along z, to make holes in flat things. */
export function hole(x: number, y: number, radius: number): Shape {
  return move(turnX(tube(radius, 1), Math.PI / 2), x, y, 0);
}

export function laid(parts: Part[], at: Vec, turn: number, size = 1): Part[] {
  return place(parts, { at, turn, tilt: flat, size });
}

export function nut(at: Vec, size: number, turn: number, ofBrass = false): Part[] {
  const body = meet(extrude(hexagon(0.46), 0.18, 0.02), turnX(tube(0.475, 0.22, 0.06), Math.PI / 2));
  const thread: Shape = (x, y, z) => Math.hypot(x, y) - 0.26 - 0.012 * Math.sin(z * 90 + Math.atan2(y, x));
  return laid(
    [part(cut(body, thread), ofBrass ? brass : steel)],
    [at[0], at[1] + 0.2 * size, at[2]],
    turn,
    size,
  );
}

export function washer(at: Vec, size: number, tilt = 0): Part[] {
  const body = cut(tube(0.5, 0.045, 0.02), tube(0.25, 1));
  return place([part(body, steel)], { at: [at[0], at[1] + 0.05 * size, at[2]], size, tilt, turn: at[0] });
}

/** A hexagon bolt lying along x, 2 long. */
export function bolt(at: Vec, size: number, turn: number): Part[] {
  const thread: Shape = (x, y, z) => {
    const wave = 0.022 * Math.abs(((x * 11 + Math.atan2(y, z) / 6.2832 + 50) % 1) * 2 - 1);
    return Math.max(Math.hypot(y, z) - 0.2 - wave * (x > -0.35 ? 1 : 0), Math.abs(x - 0.3) - 1.1) * 0.8;
  };
  const head = turnZ(
    turnX(meet(extrude(hexagon(0.4), 0.14, 0.02), turnX(tube(0.42, 0.18, 0.05), Math.PI / 2)), Math.PI / 2),
    Math.PI / 2,
  );
  return place([part(join(thread, move(head, -0.95, 0, 0)), steel)], {
    at: [at[0], at[1] + 0.35 * size, at[2]],
    size,
    turn,
    roll: 0.1,
  });
}

/** A toothed wheel with a hub hole and five openings. */
export function gear(at: Vec, size: number, ofBrass: boolean): Part[] {
  const teeth = 22;
  const outline = Array.from({ length: teeth * 4 }, (_, i): Point => {
    const r = i % 4 < 2 ? 1 : 0.86;
    const angle = ((i + (i % 4 === 1 || i % 4 === 2 ? -0.15 : 0.15)) / (teeth * 4)) * 6.28319;
    return [Math.cos(angle) * r, Math.sin(angle) * r];
  });
  const openings = [0, 1, 2, 3, 4].map((i) =>
    hole(Math.cos(i * 1.2566) * 0.52, Math.sin(i * 1.2566) * 0.52, 0.18),
  );
  const hub = turnX(tube(0.3, 0.2, 0.02), Math.PI / 2);
  const body = cut(join(extrude(outline, 0.1, 0.015), hub), hole(0, 0, 0.15), ...openings);
  return laid([part(body, ofBrass ? brass : dark)], [at[0], at[1] + 0.13 * size, at[2]], at[0], size);
}
