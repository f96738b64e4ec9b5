import { type Point, rgb, type Vec } from '../core/maths.ts';
import { noise, rough } from '../core/noise.ts';
import { extrude } from '../core/outlines.ts';
import { dye, dyeBetween, finish, plain } from '../core/paints.ts';
import { type Paint, type Part, part, place } from '../core/parts.ts';
import { box, cut, join, move, type Shape, tube, turnX, turnY } from '../core/shapes.ts';

function roofPaint(a: number, b: number): Paint {
  const [from, to] = [rgb(a), rgb(b)];
  return (x, y, z, out) => {
    dyeBetween(out, from, to, rough(x * 1.2, y * 3, z * 3, 3));
    dye(out, [out.r, out.g, out.b], (y * 3.2) % 1 < 0.2 || (x * 2.2 + 40) % 1 < 0.1 ? 0.78 : 1);
    finish(out, {});
  };
}

const reds = roofPaint(0x8c4028, 0xb9653f);
const greys = roofPaint(0x4d525b, 0x70757e);
const browns = roofPaint(0x6b4632, 0x8e6347);
const wallPaint =
  (hex: number): Paint =>
  (x, y, z, out) => {
    const front = Math.abs(out.nz) > 0.5 ? x : z;
    const pane = y > 0.9 && y < 2.2 && Math.abs(((front / 2.2 + 40.5) % 1) - 0.5) < 0.2;
    dye(out, pane ? rgb(0x28323a) : rgb(hex));
    finish(out, {});
  };

function gabled(long: number, deep: number, eaves: number, rise: number, roof: Paint, walls: number): Part[] {
  const half = deep / 2;
  const end: Point[] = [
    [-half, 0],
    [-half, eaves],
    [0, eaves + rise],
    [half, eaves],
    [half, 0],
  ];
  const top: Point[] = [
    [-half - 0.5, eaves - 0.3],
    [0, eaves + rise],
    [half + 0.5, eaves - 0.3],
    [half + 0.5, eaves],
    [0, eaves + rise + 0.3],
    [-half - 0.5, eaves],
  ];
  return [
    part(turnY(extrude(end, long / 2), Math.PI / 2), wallPaint(walls)),
    part(turnY(extrude(top, long / 2 + 0.4), Math.PI / 2), roof),
  ];
}

const chimney = part(box(0.45, 1.2, 0.45, 0.03), plain(0x8d5a48));

const kinds: Part[][] = [
  [...gabled(10, 7, 3.4, 2.8, reds, 0xefe6d2), ...place([chimney], { at: [3.4, 6, 0.6] })],
  [
    ...gabled(9, 7.5, 3.4, 2.8, greys, 0xd9b48c),
    ...place(gabled(5, 5, 3.2, 2.2, greys, 0xd9b48c), { at: [2, 0, 3.2], turn: Math.PI / 2 }),
  ],
  [...gabled(11, 7, 3.2, 3, browns, 0xf2efe6), ...place([chimney], { at: [-3.8, 6, -0.4] })],
  [
    ...gabled(9, 7, 3.6, 2.6, reds, 0xc9d3d6),
    ...place(gabled(6, 4.6, 2.6, 1.8, reds, 0xc9d3d6), { at: [-2.4, 0, 3.6], turn: Math.PI / 2 }),
  ],
];

/** A detached house seen mostly by its roof, about ten units long. */
export function cottage(kind: number, at: Vec, turn: number): Part[] {
  return place(kinds[kind % kinds.length] ?? [], { at, turn });
}

/** A large farm barn with a row of solar panels. */
export function barn(at: Vec, turn: number): Part[] {
  const cells: Paint = (x, _y, z, out) => {
    const line = (x * 1.6 + 40) % 1 < 0.06 || (z * 1.6 + 40) % 1 < 0.06;
    dye(out, rgb(line ? 0xb9c4cc : 0x16294a));
    finish(out, { shine: 0.06, dull: 0.3 });
  };
  const panels = place([part(box(4.5, 0.06, 1.9), cells)], { at: [-2, 6.95, 3.1], tilt: 0.52 });
  return place([...gabled(18, 12, 4.6, 3.6, roofPaint(0x7f3a2c, 0x9b4a36), 0xa85f48), ...panels], {
    at,
    turn,
  });
}

/** A round hay bale lying on its side. */
export function bale(at: Vec, turn: number): Part[] {
  const straw: Paint = (x, y, z, out) => {
    const coil =
      Math.abs(z) > 0.62 ? 0.5 + 0.5 * Math.sin(Math.hypot(x, y) * 26) : noise(x * 9, y * 9, z * 3);
    dyeBetween(out, rgb(0xb48f45), rgb(0xe6cf86), coil);
    finish(out, { soft: 0.1 });
  };
  return place([part(turnX(tube(0.85, 0.68, 0.08), Math.PI / 2), straw)], {
    at: [at[0], at[1] + 0.8, at[2]],
    turn,
  });
}

/** A tractor with its nose towards +x, three and a half units long. */
export function tractor(hex: number, at: Vec, turn: number): Part[] {
  const wheel = (radius: number, half: number): Shape =>
    cut(turnX(tube(radius, half, 0.1), Math.PI / 2), turnX(tube(radius * 0.45, half * 0.5), Math.PI / 2));
  const pair =
    (shape: Shape, x: number, y: number, z: number): Shape =>
    (px, py, pz) =>
      shape(px - x, py - y, Math.abs(pz) - z);
  const tyres = join(pair(wheel(0.85, 0.26), -0.9, 0.85, 0.85), pair(wheel(0.5, 0.2), 1.1, 0.5, 0.75));
  const hubs = join(
    pair(turnX(tube(0.4, 0.3), Math.PI / 2), -0.9, 0.85, 0.8),
    pair(turnX(tube(0.22, 0.22), Math.PI / 2), 1.1, 0.5, 0.75),
  );
  const body = join(
    move(box(1.1, 0.38, 0.42, 0.1), 0.75, 1.15, 0),
    move(box(0.9, 0.14, 0.95, 0.1), -0.85, 1.65, 0),
  );
  return place(
    [
      part(tyres, plain(0x1b1c1e)),
      part(hubs, plain(0xe2b535)),
      part(body, plain(hex, { shine: 0.05, dull: 0.25 })),
      part(move(box(0.6, 0.5, 0.6, 0.08), -0.7, 2.15, 0), plain(0x1c2a33, { shine: 0.08, dull: 0.1 })),
      part(move(box(0.72, 0.06, 0.72, 0.04), -0.7, 2.68, 0), plain(hex, { shine: 0.05, dull: 0.25 })),
    ],
    { at, turn },
  );
}

/** A garden pool with a pale rim. */
export function pool(at: Vec, turn: number): Part[] {
  const rim = cut(box(3, 0.14, 1.8, 0.05), box(2.6, 1, 1.4));
  const waves = (x: number, _y: number, z: number): number => 0.02 * noise(x * 3, 1, z * 3);
  return place(
    [
      part(rim, plain(0xe9e2d2)),
      part(box(2.62, 0.08, 1.42), plain(0x2fb3cf, { shine: 0.03, dull: 0.1 }, 0.1), waves),
    ],
    { at, turn },
  );
}
