import { fraction, type Point, rgb } from '../core/maths.ts';
import { lattice, noise, rough } from '../core/noise.ts';
import { extrude } from '../core/outlines.ts';
import { brick, dye, dyeBetween, finish, grainy, plain } from '../core/paints.ts';
import { type Paint, type Part, part, place } from '../core/parts.ts';
import { box, cut, join, move, type Shape, stick, tube, turnY } from '../core/shapes.ts';

const white = plain(0xf0ece2, { shine: 0.03, dull: 0.5 }, 0.04);
const glass: Paint = (x, y, _z, out) => {
  const curtain = Math.abs(x) > 0.26 && y > -0.5;
  dye(out, curtain ? rgb(0xb9b2a2) : rgb(0x1c2730), 0.6);
  finish(out, { shine: 0.08, dull: 0.05 });
};

function bars(wide: number, high: number): Shape {
  const rim = cut(box(wide, high, 0.06, 0.02), box(wide - 0.09, high - 0.09, 1));
  return join(rim, box(0.025, high, 0.03), box(wide, 0.025, 0.03));
}

const windowParts = [
  part(bars(0.55, 0.8), white),
  part(move(box(0.5, 0.75, 0.02), 0, 0, -0.04), glass),
  part(move(box(0.68, 0.06, 0.14, 0.02), 0, -0.88, 0.06), plain(0xd8d2c4)),
];

/** An upright window with its bars, 1.1 by 1.6, facing +z. */
function window(x: number, y: number): Part[] {
  return place(windowParts, { at: [x, y, 0.03] });
}

function flowerBox(x: number, y: number): Part[] {
  const petals: Paint = (px, py, pz, out) => {
    const spot = noise(px * 14, py * 14, pz * 14);
    dye(out, spot > 0.58 ? rgb(0xd8364a) : spot > 0.5 ? rgb(0xf0e3e8) : rgb(0x4a7a35));
    finish(out, { soft: 0.3 });
  };
  return place([part(flowerBoxShape, plain(0x6a4630)), part(flowersShape, petals)], {
    at: [x, y - 1.02, 0.2],
  });
}

const flowerBoxShape = box(0.6, 0.1, 0.12, 0.02);
const flowersShape: Shape = (x, y, z) =>
  (Math.hypot(Math.max(Math.abs(x) - 0.5, 0), y - 0.16, z) -
    0.13 -
    0.1 * (noise(x * 11, y * 11, z * 11) - 0.5)) *
  0.6;

function door(x: number, hex: number): Part[] {
  const panels: Shape = (px, py) =>
    Math.abs(Math.abs(px) - 0.24) < 0.14 && Math.abs(Math.abs(py) - 0.5) < 0.34 ? -0.02 : 0;
  return place(
    [
      part(cut(box(0.68, 1.25, 0.08, 0.02), move(box(0.5, 1.15, 1), 0, -0.1, 0)), white),
      part(box(0.5, 1.15, 0.04), plain(hex, { shine: 0.045, dull: 0.25 }, 0.05), panels),
      part(
        move(stick([0.36, -0.05, 0.08], [0.36, 0.05, 0.08], 0.035), 0, 0, 0),
        plain(0xd8b04a, { shine: 0.4, dull: 0.2 }),
      ),
      part(
        join(move(box(0.9, 0.09, 0.4, 0.02), 0, -1.2, 0.3), move(box(1, 0.06, 0.6, 0.02), 0, -1.27, 0.4)),
        plain(0xa8a49c),
      ),
    ],
    { at: [x, 1.28, 0.03] },
  );
}

function tiles(a: number, b: number): Paint {
  const from = rgb(a);
  const to = rgb(b);
  return (x, y, z, out) => {
    const row = Math.floor(y * 4.2);
    const column = x * 3.2 + (row % 2) * 0.5;
    const tone =
      lattice(Math.floor(column), row, Math.sign(z)) * 0.6 + rough(x * 2, y * 2, z * 2, 3) * 0.6 - 0.1;
    dyeBetween(out, from, to, Math.min(Math.max(tone, 0), 1));
    const edge = Math.min(fraction(y * 4.2) * 1.4, Math.min(fraction(column), 1 - fraction(column)) * 5, 1);
    dye(out, [out.r, out.g, out.b], 0.55 + 0.45 * Math.min(edge * 2, 1));
    finish(out, {});
  };
}

export interface HouseLook {
  wall: Paint;
  roof: [number, number];
  door: number;
  floors: number;
  wide: number;
  flowers: boolean;
}

export const rendered = (hex: number): Paint => plain(hex, {}, 0.07, 1.3);
export const redBrick = brick(0x8f4a35, 0xb5684a, 0xb9ae9f, 0.11);

/** A terraced house with its front at z = 0, facing +z; eaves run along x. */
export function house(look: HouseLook, x: number): Part[] {
  const { floors, wide } = look;
  const deep = 7;
  const eaves = floors * 2.9 + 0.3;
  const half = wide / 2;
  const gable: Point[] = [
    [0, 0],
    [0, eaves],
    [-deep / 2, eaves + 3],
    [-deep, eaves],
    [-deep, 0],
  ];
  const slope: Point[] = [
    [0.45, eaves - 0.25],
    [0.45, eaves - 0.1],
    [-deep / 2, eaves + 3.25],
    [-deep - 0.45, eaves - 0.1],
    [-deep - 0.45, eaves - 0.25],
    [-deep / 2, eaves + 3.0],
  ];
  const side = (outline: Point[], halfWide: number): Shape => turnY(extrude(outline, halfWide), Math.PI / 2);
  const result = [
    part(
      side(
        gable.map(([z, y]): Point => [-z, y]),
        half,
      ),
      look.wall,
      grainy(0.012, 20),
    ),
    part(
      side(
        slope.map(([z, y]): Point => [-z, y]),
        half + 0.06,
      ),
      tiles(...look.roof),
    ),
    part(move(box(half, 0.07, 0.09, 0.03), 0, eaves - 0.12, 0.5), plain(0xe4e0d6)),
    part(move(box(half + 0.01, 0.35, 0.05), 0, 0.35, 0.02), plain(0x8d8880)),
    part(move(box(0.5, 1.1, 0.4, 0.03), half - 0.8, eaves + 3, -2.6), redBrick),
    ...[-0.2, 0.2].map((dx) =>
      part(move(tube(0.13, 0.3, 0.03), half - 0.8 + dx, eaves + 4.3, -2.6), plain(0xb4623f)),
    ),
  ];
  const columns = wide > 6.5 ? [-0.34, 0, 0.34] : [-0.27, 0.27];
  for (let floor = 0; floor < floors; floor++) {
    for (const [i, share] of columns.entries()) {
      if (floor === 0 && i === columns.length - 1) result.push(...door(share * wide, look.door));
      else {
        result.push(...window(share * wide, floor * 2.9 + 1.95));
        if (look.flowers && floor === 1) result.push(...flowerBox(share * wide, floor * 2.9 + 1.95));
      }
    }
  }
  return place(result, { at: [x, 0, 0] });
}
