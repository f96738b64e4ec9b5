import { rgb, type Vec } from '../core/maths.ts';
import { noise } from '../core/noise.ts';
import { dyeBetween, finish, plain } from '../core/paints.ts';
import { type Paint, type Part, part, place } from '../core/parts.ts';
import { ball, blend, egg, join, move, raise, type Shape, stick, turnZ } from '../core/shapes.ts';

function curls(x: number, y: number, z: number): number {
  const large = 1 - Math.abs(noise(x * 8, y * 8, z * 8) * 2 - 1);
  const small = 1 - Math.abs(noise(x * 21 + 9, y * 21, z * 21) * 2 - 1);
  return large * 0.05 + small * 0.035 - 0.05;
}

function woolPaint(light: number, dark: number): Paint {
  const a = rgb(dark);
  const b = rgb(light);
  return (x, y, z, out) => {
    const dirt = noise(x * 3, y * 3, z * 3) * 0.3 + (y < -0.15 ? -0.25 : 0);
    dyeBetween(out, a, b, Math.min(Math.max(curls(x, y, z) * 14 + 0.45 + dirt, 0), 1));
    finish(out, { soft: 0.35 });
  };
}

const fleece = raise(
  blend(
    0.25,
    egg(0.72, 0.46, 0.43),
    move(egg(0.42, 0.42, 0.4), 0.36, 0.04, 0),
    move(egg(0.42, 0.44, 0.42), -0.36, 0.02, 0),
  ),
  curls,
  0.62,
  0.05,
);
const tail = raise(stick([-0.7, 0.1, 0], [-0.82, -0.22, 0], 0.1, 0.07), curls, 0.62, 0.05);
const across =
  (shape: Shape): Shape =>
  (x, y, z) =>
    shape(x, y, Math.abs(z));

const legs = across(
  join(
    stick([0.4, -0.3, 0.2], [0.4, -0.86, 0.22], 0.075, 0.055),
    stick([-0.42, -0.25, 0.2], [-0.46, -0.55, 0.22], 0.1, 0.062),
    stick([-0.46, -0.55, 0.22], [-0.42, -0.86, 0.22], 0.062, 0.055),
  ),
);
const hooves = across(
  join(
    stick([0.41, -0.88, 0.22], [0.43, -0.93, 0.22], 0.065, 0.075),
    stick([-0.42, -0.88, 0.22], [-0.4, -0.93, 0.22], 0.065, 0.075),
  ),
);

/** Head with its nose towards +x and its neck at the origin. */
function headParts(skin: number, wool: Paint): Part[] {
  const skull = blend(0.1, egg(0.2, 0.17, 0.15), move(turnZ(egg(0.2, 0.11, 0.1), -0.5), 0.2, -0.1, 0));
  const ear = across(stick([-0.04, 0.06, 0.13], [-0.1, 0.03, 0.34], 0.035, 0.05));
  const cap = raise(
    blend(0.1, move(egg(0.15, 0.1, 0.13), -0.06, 0.14, 0), move(ball(0.16), -0.16, 0, 0)),
    curls,
    0.62,
    0.05,
  );
  return [
    part(skull, plain(skin, { soft: 0.1 }, 0.15, 8)),
    part(ear, plain(skin, { soft: 0.2 }, 0.15, 8)),
    part(cap, wool),
    part(across(move(ball(0.028), 0.12, 0.04, 0.115)), plain(0x0c0a08, { shine: 0.06, dull: 0.15 })),
    part(across(move(ball(0.016), 0.38, -0.16, 0.04)), plain(0x1a1010)),
  ];
}

export interface SheepLook {
  fleece: [light: number, dark: number];
  face: number;
  grazing: boolean;
}

/** A sheep one unit long, standing on y = 0 with its nose towards +x. */
export function sheep(look: SheepLook, at: Vec, turn: number, size: number): Part[] {
  const wool = woolPaint(...look.fleece);
  const neckEnd: Vec = look.grazing ? [0.92, -0.42, 0.08] : [0.8, 0.42, 0.1];
  const neck = raise(stick([0.5, 0.1, 0], neckEnd, 0.25, 0.15), curls, 0.62, 0.05);
  const headAt: Vec = look.grazing ? [1.0, -0.6, 0.08] : [0.9, 0.5, 0.12];
  const head = place(headParts(look.face, wool), {
    at: headAt,
    roll: look.grazing ? -0.75 : 0,
    turn: look.grazing ? 0.1 : -0.45,
  });
  const body = [
    part(blend(0.12, fleece, neck), wool),
    part(tail, wool),
    part(legs, plain(look.face, {}, 0.2, 8)),
    part(hooves, plain(0x1d1916)),
  ];
  return place([...body, ...head], { at: [at[0], at[1] + 0.95 * size, at[2]], turn, size });
}
