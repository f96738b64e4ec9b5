import { fraction, type Point, rgb, type Vec } from '../core/maths.ts';
import { rough } from '../core/noise.ts';
import { revolve } from '../core/outlines.ts';
import { dye, finish, metal, plain } from '../core/paints.ts';
import { type Paint, type Part, part, place } from '../core/parts.ts';
import { ball, blend, box, cut, join, move, type Shape, tube } from '../core/shapes.ts';
import { gloss, type Label, paper, printed, wrapped } from './labels.ts';
import { profile } from './vessels.ts';

/** A bottle 2.5 high. */
export function bottle(glass: number, cap: number, label: Label, at: Vec, seed: number): Part[] {
  const outline: Point[] = [
    [0.001, 0],
    [0.34, 0],
    [0.4, 0.06],
    [0.4, 0.7],
    [0.4, 1.35],
    [0.33, 1.65],
    [0.15, 1.95],
    [0.135, 2.3],
    [0.001, 2.32],
  ];
  const under = plain(glass, { shine: 0.06, dull: 0.08, soft: 0.15 }, 0.04);
  const top = join(move(tube(0.165, 0.13, 0.03), 0, 2.36, 0), move(tube(0.15, 0.03), 0, 2.16, 0));
  return place(
    [
      part(revolve(profile(outline)), wrapped(label, 0.3, 1.25, seed, under)),
      part(top, plain(cap, { shine: 0.05, dull: 0.3 })),
    ],
    { at, turn: (seed % 5) * 0.06 - 0.12 },
  );
}

/** A tin one and a bit high, with ribbed steel ends. */
export function tin(label: Label, at: Vec, seed: number, high = 1.15): Part[] {
  const steel = metal(0xcfd2d6, 0.22);
  const body = join(
    move(tube(0.4, high / 2, 0.02), 0, high / 2, 0),
    move(tube(0.425, 0.03, 0.02), 0, 0.04, 0),
    move(tube(0.425, 0.03, 0.02), 0, high - 0.04, 0),
  );
  const lid = cut(body, move(tube(0.385, 0.05), 0, high, 0));
  return place([part(lid, wrapped(label, 0.09, high - 0.09, seed, steel))], {
    at,
    turn: (seed % 7) * 0.07 - 0.2,
  });
}

/** A carton with artwork on its front. */
export function carton(label: Label, wide: number, high: number, at: Vec, seed: number): Part[] {
  const half: Vec = [wide / 2, high / 2, 0.32];
  const side = rgb(label.band);
  const paint: Paint = (x, y, z, out) => {
    if (z > 0.3) printed(label, (x / half[0]) * 0.98, (y / half[1]) * 0.98, seed, out);
    else dye(out, side);
    finish(out, paper);
  };
  return place([part(box(...half, 0.02), paint)], {
    at: [at[0], at[1] + half[1], at[2]],
    turn: (seed % 5) * 0.05 - 0.1,
  });
}

/** A jar of preserve with a cloth-patterned lid. */
export function jar(fill: number, lid: number, label: Label, at: Vec, seed: number): Part[] {
  const outline: Point[] = [
    [0.001, 0],
    [0.38, 0],
    [0.44, 0.07],
    [0.44, 0.75],
    [0.36, 0.95],
    [0.001, 0.97],
  ];
  const a = rgb(fill);
  const fruit: Paint = (x, y, z, out) => {
    dye(out, a, 0.55 + 0.9 * rough(x * 5 + seed, y * 5, z * 5, 3));
    finish(out, { ...gloss, soft: 0.3 });
  };
  const checks: Paint = (x, _y, z, out) => {
    const tone = (fraction(x * 5) > 0.5 ? 0.5 : 0) + (fraction(z * 5) > 0.5 ? 0.5 : 0);
    dye(out, [rgb(lid)[0] + tone * 0.4, rgb(lid)[1] + tone * 0.4, rgb(lid)[2] + tone * 0.4]);
    finish(out, { shine: 0.04, dull: 0.3 });
  };
  return place(
    [
      part(revolve(profile(outline)), wrapped(label, 0.22, 0.68, seed, fruit)),
      part(move(tube(0.4, 0.1, 0.03), 0, 1.03, 0), checks),
    ],
    { at },
  );
}

/** A teapot facing +x with a handle that leaves a hole. */
export function teapot(hex: number, at: Vec): Part[] {
  const handle: Shape = (x, y, z) => Math.hypot(Math.hypot(x + 0.52, y - 0.52) - 0.27, z) - 0.055;
  const spout: Shape = (x, y, z) =>
    Math.hypot(Math.hypot(x - 0.4, y - 0.85) - 0.35 + Math.max(0, x - 2), z) - 0.075;
  const cutSpout: Shape = (x, y, z) => Math.max(spout(x, y, z), y - 0.88, 0.35 - x);
  const body = blend(
    0.08,
    move(ball(0.5), 0, 0.5, 0),
    handle,
    cutSpout,
    move(tube(0.3, 0.04, 0.02), 0, 0.05, 0),
  );
  const lid = blend(0.04, move(tube(0.26, 0.035, 0.02), 0, 0.99, 0), move(ball(0.08), 0, 1.1, 0));
  const glazePaint = plain(hex, gloss, 0.05);
  const spots: Paint = (x, y, z, out) => {
    glazePaint(x, y, z, out);
    const u = fraction((Math.atan2(x, z) / 6.2832) * 11) - 0.5;
    const v = fraction(y * 3.4) - 0.5;
    if (Math.hypot(u * 0.9, v) < 0.17 && x > -0.5 && x < 0.48) dye(out, rgb(0xf3eee2));
  };
  return place([part(body, spots), part(lid, glazePaint)], { at, turn: 0.25 });
}
