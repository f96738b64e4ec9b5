import { rgb, type Vec } from '../core/maths.ts';
import { curve, extrude } from '../core/outlines.ts';
import { dye, finish, plain, wood } from '../core/paints.ts';
import { type Paint, type Part, part, place } from '../core/parts.ts';
import { blend, box, cut, join, move, type Shape, stick, tube, turnX, turnZ } from '../core/shapes.ts';
import { dark, hole, laid, steel } from './fasteners.ts';

/** A combination spanner along x, 5 long: open jaw at one end, ring at the other. */
export function spanner(at: Vec, turn: number, size: number): Part[] {
  const shaft = extrude(
    curve(
      [
        [-2, 0.2],
        [0, 0.15],
        [2, 0.18],
        [2, -0.18],
        [0, -0.15],
        [-2, -0.2],
      ],
      3,
    ),
    0.06,
    0.03,
  );
  const eye = hole(2.25, 0, 0.27);
  const jaw = move(turnZ(box(0.5, 0.23, 1), 0.26), -2.65, -0.1, 0);
  const disc = (x: number, radius: number): Shape =>
    move(turnX(tube(radius, 0.11, 0.03), Math.PI / 2), x, 0, 0);
  const body = cut(blend(0.15, shaft, disc(2.25, 0.45), disc(-2.3, 0.55)), eye, jaw);
  const stamp: Shape = (x, y) => (Math.abs(y) < 0.07 && Math.abs(x) < 1.2 ? 0.015 : 0);
  return laid([part(body, steel, stamp)], [at[0], at[1] + 0.1 * size, at[2]], turn, size);
}

/** A screwdriver along x, its blade towards +x, about 4.4 long. */
export function screwdriver(hex: number, at: Vec, turn: number): Part[] {
  const grip: Shape = (x, y, z) => {
    const r = Math.hypot(y, z);
    const ribs = 0.02 * Math.cos(Math.atan2(y, z) * 8);
    const wide = 0.3 - 0.1 * Math.exp(-(((x + 0.35) / 0.2) ** 2)) + ribs;
    return (Math.hypot(Math.max(r - wide, 0), Math.max(Math.abs(x + 1.2) - 0.95, 0)) - 0.06) * 0.7;
  };
  const band = rgb(0x1b1b1d);
  const colour = rgb(hex);
  const paint: Paint = (x, _y, _z, out) => {
    dye(out, x > -0.42 || (x < -1.95 && x > -2.05) ? band : colour);
    finish(out, { shine: 0.05, dull: 0.2, soft: 0.1 });
  };
  const blade = join(
    stick([-0.2, 0, 0], [1.9, 0, 0], 0.095),
    extrude(
      [
        [1.8, 0.09],
        [2.1, 0.14],
        [2.3, 0.12],
        [2.3, -0.12],
        [2.1, -0.14],
        [1.8, -0.09],
      ],
      0.02,
      0.01,
    ),
  );
  return laid([part(grip, paint), part(blade, steel)], [at[0], at[1] + 0.36, at[2]], turn);
}

/** A claw hammer along x, its head at +x, about 5 long. */
export function hammer(at: Vec, turn: number): Part[] {
  const handle = extrude(
    curve(
      [
        [-2.8, 0.24],
        [-1.6, 0.2],
        [0, 0.14],
        [1.9, 0.15],
        [1.9, -0.15],
        [0, -0.14],
        [-1.6, -0.2],
        [-2.8, -0.24],
      ],
      3,
    ),
    0.1,
    0.08,
  );
  const face = move(tube(0.31, 0.2, 0.05), 2, -0.85, 0);
  const poll = move(tube(0.22, 0.5), 2, -0.45, 0);
  const claw = extrude(
    curve(
      [
        [1.72, -0.2],
        [1.72, 0.25],
        [1.85, 0.8],
        [1.5, 1.25],
        [2.05, 1.0],
        [2.28, 0.3],
        [2.28, -0.2],
      ],
      4,
    ),
    0.2,
    0.04,
  );
  const slot = move(turnZ(box(0.9, 0.5, 0.05), 0.4), 1.6, 1.25, 0);
  const head = cut(blend(0.08, face, poll, claw), slot);
  return laid(
    [part(handle, wood(0xe0b477, 0xb07a40, 1.2, { shine: 0.04, dull: 0.3 })), part(head, dark)],
    [at[0], at[1] + 0.32, at[2]],
    turn,
  );
}

/** Open pliers along x with their grips towards -x, about 4.5 long. */
export function pliers(hex: number, at: Vec, turn: number): Part[] {
  const half = extrude(
    curve(
      [
        [1.75, 0.02],
        [1.7, 0.14],
        [0.8, 0.4],
        [0.1, 0.34],
        [-0.25, -0.1],
        [-0.1, -0.34],
        [0.3, -0.3],
        [0.7, 0.02],
      ],
      4,
    ),
    0.09,
    0.03,
  );
  const arm = blend(
    0.1,
    stick([-0.1, -0.2, 0], [-1, -0.62, 0], 0.16, 0.17),
    stick([-1, -0.62, 0], [-2.6, -0.55, 0], 0.17, 0.14),
  );
  const grip = plain(hex, { shine: 0.04, dull: 0.35 }, 0.05);
  const side = (z: number): Part[] =>
    place([part(half, dark), part(arm, grip)], { at: [0, 0, z], roll: 0.1 });
  const other = place(side(0), { tilt: Math.PI });
  const pin = part(turnX(tube(0.16, 0.17, 0.03), Math.PI / 2), steel);
  return laid([...side(0.03), ...other, pin], [at[0], at[1] + 0.18, at[2]], turn);
}
