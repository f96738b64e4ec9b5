import { clamp, type Point, rgb, type Vec } from '../core/maths.ts';
import { curve, extrude, polygon } from '../core/outlines.ts';
import { dye, finish, metal, plain } from '../core/paints.ts';
import { type Paint, type Part, part, place } from '../core/parts.ts';
import { box, cut, egg, join, move, type Shape, tube, turnX } from '../core/shapes.ts';

const cabinLine: Point[] = [
  [-1.8, 0.85],
  [-1.45, 1.28],
  [-0.75, 1.43],
  [0, 1.44],
  [0.55, 1.3],
  [1.2, 0.85],
];
const bodyLine: Point[] = [
  [-1.98, 0.3],
  [-2.02, 0.55],
  [-1.98, 0.8],
  [-1.5, 0.92],
  [-0.4, 0.93],
  [0.9, 0.9],
  [1.65, 0.78],
  [1.98, 0.6],
  [2.0, 0.32],
  [1.4, 0.26],
  [0, 0.26],
  [-1.4, 0.26],
];
const wheels = [-1.27, 1.28] as const;
const across = (radius: number, half: number, x: number, y: number, z: number, round = 0): Shape =>
  move(turnX(tube(radius, half, round), Math.PI / 2), x, y, z);

const body = cut(extrude(curve(bodyLine, 3), 0.7, 0.1), ...wheels.map((x) => across(0.4, 2, x, 0.34, 0)));
const cabinFlat = extrude(curve(cabinLine, 3), 0.62, 0.06);
const cabin: Shape = (x, y, z) => cabinFlat(x, y, z * (1 + clamp(y - 0.85, 0, 0.7) * 0.3)) * 0.8;
const sides = polygon(curve(cabinLine, 3));

const tyre = cut(across(0.33, 0.1, 0, 0, 0, 0.05), across(0.2, 0.05, 0, 0, 0.1));
const rim = cut(
  across(0.205, 0.03, 0, 0, 0.06),
  ...[0, 1, 2, 3, 4].map((i) =>
    across(0.055, 1, Math.cos(i * 1.2566) * 0.125, Math.sin(i * 1.2566) * 0.125, 0),
  ),
);
const wheelParts = [
  part(tyre, plain(0x17181a, {}, 0.1)),
  part(rim, metal(0xc4c8cd, 0.25)),
  part(across(0.2, 0.02, 0, 0, 0), plain(0x0b0b0c)),
];
const lamps =
  (shape: Shape): Shape =>
  (x, y, z) =>
    shape(x, y, Math.abs(z));
const front = lamps(move(egg(0.16, 0.1, 0.2), 1.9, 0.66, 0.55));
const back = lamps(move(box(0.06, 0.12, 0.14, 0.04), -2.04, 0.72, 0.6));
const trim = join(box(2.09, 0.05, 0.2), lamps(move(box(0.95, 0.05, 0.03, 0.02), 0, -0.06, 0.79)));
const mirrors = lamps(move(egg(0.09, 0.07, 0.09), 0.72, 0.98, 0.82));
const plates = join(move(box(0.01, 0.06, 0.25), 2.1, 0.46, 0), move(box(0.01, 0.06, 0.25), -2.12, 0.5, 0));

function glazed(colour: Vec): Paint {
  return (x, y, z, out) => {
    const side = Math.abs(z) > 0.42 && sides(x, y) < -0.07 && y > 0.93 && Math.abs(x + 0.35) > 0.05;
    const screen = Math.abs(out.nx) > 0.3 && Math.abs(z) < 0.52 && y > 0.96 && y < 1.38;
    const isGlass = (side && Math.abs(out.nz) > 0.5) || screen;
    dye(out, isGlass ? rgb(0x10181d) : colour);
    finish(out, { shine: isGlass ? 0.09 : 0.05, dull: isGlass ? 0.36 : 0.1 });
  };
}

function painted(colour: Vec): Paint {
  return (x, y, z, out) => {
    const seam =
      Math.abs(z) > 0.7 &&
      y > 0.38 &&
      (Math.abs(x - 0.72) < 0.012 || Math.abs(x + 0.35) < 0.012 || Math.abs(x + 1.05) < 0.012);
    const handle =
      Math.abs(z) > 0.7 &&
      Math.abs(y - 0.78) < 0.02 &&
      (Math.abs(x + 0.15) < 0.09 || Math.abs(x + 0.86) < 0.09);
    dye(out, seam || handle ? [0.02, 0.02, 0.02] : colour);
    finish(out, { shine: 0.05, dull: 0.08 });
  };
}

/** A car four units long with its nose towards +x, on y = 0. */
export function car(hex: number, at: Vec, turn: number): Part[] {
  const colour = rgb(hex);
  const lampGlass: Paint = (_x, _y, _z, out) => {
    dye(out, [0.85, 0.87, 0.9]);
    finish(out, { shine: 0.12, dull: 0.1 });
  };
  const parts = [
    part(body, painted(colour)),
    part(cabin, glazed(colour)),
    part(front, lampGlass),
    part(back, plain(0xb01818, { shine: 0.06, dull: 0.15 })),
    part(mirrors, plain(hex, { shine: 0.05, dull: 0.15 }, 0)),
    part(plates, plain(0xf1efe2)),
    ...place([part(trim, plain(0x202225, {}))], { at: [0, 0.42, 0] }),
  ];
  for (const x of wheels) {
    parts.push(
      ...place(wheelParts, { at: [x, 0.34, 0.68] }),
      ...place(wheelParts, { at: [x, 0.34, -0.68], turn: Math.PI }),
    );
  }
  return place(parts, { at, turn });
}
