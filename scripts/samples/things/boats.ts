import { clamp, rgb, type Vec } from '../core/maths.ts';
import { extrude } from '../core/outlines.ts';
import { dye, finish, plain, wood } from '../core/paints.ts';
import { type Paint, type Part, part, place } from '../core/parts.ts';
import { blend, box, cut, join, move, ring, type Shape, stick, turnX } from '../core/shapes.ts';
import { type BoatColours, hull, hullPaint } from './hull.ts';

const spar = wood(0xc8a070, 0x94683c, 1);
const rigging = plain(0x2a2a2a);

/** A sailing boat with main sail and jib, eight units high. */
export function sailingBoat(
  colours: BoatColours,
  sail: number,
  at: Vec,
  turn: number,
  size: number,
  lean = 0.05,
): Part[] {
  const form = { long: 2.9, wide: 0.85, high: 0.75 };
  const belly =
    (shape: Shape): Shape =>
    (x, y, z) =>
      shape(x, y, z - 0.28 * Math.sin(clamp((y - 0.9) / 6) * 3.1)) * 0.75;
  const main = belly(
    extrude(
      [
        [0.25, 1.35],
        [0.25, 7.4],
        [-1.0, 4.3],
        [-2.35, 1.4],
      ],
      0.012,
      0.008,
    ),
  );
  const jib = belly(
    extrude(
      [
        [0.55, 6.3],
        [0.62, 1.2],
        [2.7, 0.95],
        [1.75, 3.2],
      ],
      0.012,
      0.008,
    ),
  );
  const cloth = rgb(sail);
  const canvas: Paint = (_x, y, _z, out) => {
    dye(out, cloth, Math.abs(((y / 1.15) % 1) - 0.5) > 0.485 ? 0.8 : 1);
    finish(out, { soft: 0.45 });
  };
  const mast = join(
    stick([0.35, 0.2, 0], [0.35, 7.7, 0], 0.07, 0.04),
    stick([0.35, 1.22, 0], [-2.5, 1.28, 0], 0.055),
  );
  const stays = join(
    stick([0.35, 7.5, 0], [2.85, 0.9, 0], 0.012),
    stick([0.35, 7.5, 0], [-2.8, 0.8, 0], 0.012),
  );
  const cabin = blend(
    0.1,
    move(box(0.75, 0.22, 0.42, 0.1), 0.75, 0.82, 0),
    move(box(0.9, 0.05, 0.6), 0.8, 0.62, 0),
  );
  const parts = [
    part(hull(form), hullPaint(form, colours)),
    part(main, canvas),
    part(jib, canvas),
    part(mast, spar),
    part(stays, rigging),
    part(cabin, plain(0xf0ebe0, { shine: 0.04, dull: 0.3 })),
    part(move(box(0.9, 0.07, 0.35, 0.02), -1.3, 0.42, 0), spar),
  ];
  return place(parts, { at, turn, size, tilt: lean });
}

/** A small fishing boat with a wheelhouse, a mast and a lifebuoy. */
export function fishingBoat(colours: BoatColours, at: Vec, turn: number, size: number): Part[] {
  const form = { long: 2.8, wide: 1.1, high: 1.15 };
  const house = cut(
    move(box(0.7, 0.85, 0.62, 0.06), -0.9, 1.5, 0),
    ...[-1.28, -0.6].map((x) => move(box(0.22, 0.22, 2, 0.04), x, 1.85, 0)),
    move(box(1, 0.24, 0.4, 0.04), 0, 1.85, 0),
  );
  const glass = move(box(0.66, 0.7, 0.58), -0.9, 1.5, 0);
  const roof = move(box(0.85, 0.06, 0.75, 0.04), -0.88, 2.38, 0);
  const gear = join(
    stick([-0.9, 2.3, 0], [-0.9, 4.2, 0], 0.05, 0.03),
    stick([-0.9, 3.1, 0], [1.2, 3.7, 0], 0.04),
    stick([-0.9, 4.1, 0], [1.2, 3.7, 0], 0.012),
    stick([1.2, 3.7, 0], [2.7, 1.5, 0], 0.012),
  );
  const crates = join(
    move(box(0.4, 0.25, 0.3, 0.03), 0.6, 0.75, 0.2),
    move(box(0.3, 0.2, 0.3, 0.03), 1.2, 0.7, -0.2),
  );
  const parts = [
    part(hull(form), hullPaint(form, colours)),
    part(move(box(1.6, 0.05, 0.6), -0.7, 0.5, 0), wood(0xb98c58, 0x8d6238)),
    part(house, plain(0xf2eee4, { shine: 0.04, dull: 0.35 }, 0.05)),
    part(glass, plain(0x18242c, { shine: 0.08, dull: 0.08 })),
    part(roof, plain(colours.stripe, { shine: 0.04, dull: 0.4 })),
    part(gear, plain(0x5b4a38)),
    part(crates, plain(0x2f7fae)),
    ...lifebuoy([-0.92, 1.25, 0.66]),
    part(move(turnX(ring(0.2, 0.1), 0), 1.9, 1.0, 0), plain(0xd8b04a)),
  ];
  return place(parts, { at, turn, size });
}

function lifebuoy(at: Vec): Part[] {
  const paint: Paint = (x, _y, z, out) => {
    dye(out, rgb((Math.floor((Math.atan2(z, x) / 6.2832) * 8 + 8) & 1) === 0 ? 0xe2572b : 0xf6f2ea));
    finish(out, { shine: 0.03, dull: 0.4 });
  };
  return place([part(ring(0.22, 0.06), paint)], { at, tilt: Math.PI / 2 });
}

export function rowingBoat(colours: BoatColours, at: Vec, turn: number): Part[] {
  const form = { long: 1.7, wide: 0.62, high: 0.5 };
  const seats = join(
    ...[-0.7, 0.15, 0.9].map((x) => move(box(0.14, 0.03, x > 0.5 ? 0.3 : 0.42), x, 0.33, 0)),
  );
  const oars = join(
    stick([-0.9, 0.42, 0.25], [0.95, 0.44, 0.12], 0.03),
    stick([-0.9, 0.42, -0.1], [0.9, 0.44, -0.2], 0.03),
  );
  return place([part(hull(form), hullPaint(form, colours)), part(seats, spar), part(oars, spar)], {
    at,
    turn,
  });
}
