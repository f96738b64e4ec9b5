import { clamp, fraction, type Point, ramp, rgb, type Vec } from '../core/maths.ts';
import { crisp, lattice, noise2, rough2 } from '../core/noise.ts';
import { dye, dyeBetween, finish } from '../core/paints.ts';
import type { Paint, Surface } from '../core/parts.ts';

export const circle: Point = [6, 4];
const roads: [Point, Point][] = [
  [
    [6, 4],
    [-70, -14],
  ],
  [
    [6, 4],
    [80, 8],
  ],
  [
    [6, 4],
    [14, 70],
  ],
  [
    [6, 4],
    [-2, -90],
  ],
];
export const pond: Point = [-24, 19];

function toSegment(x: number, z: number, [a, b]: [Point, Point]): { away: number; along: number } {
  const [ex, ez] = [b[0] - a[0], b[1] - a[1]];
  const length = Math.hypot(ex, ez);
  const t = clamp(((x - a[0]) * ex + (z - a[1]) * ez) / length ** 2);
  return { away: Math.hypot(x - a[0] - ex * t, z - a[1] - ez * t), along: t * length };
}

export const toRoad = (x: number, z: number): number =>
  Math.min(
    ...roads.map((road) => toSegment(x, z, road).away),
    Math.abs(Math.hypot(x - circle[0], z - circle[1]) - 7),
  );
const toCircle = (x: number, z: number): number => Math.hypot(x - circle[0], z - circle[1]);
export const toPond = (x: number, z: number): number =>
  Math.hypot((x - pond[0]) * 0.8, z - pond[1]) - 8.5 - 2.2 * noise2(x * 0.16, z * 0.16);
const isIsland = (x: number, z: number): boolean =>
  Math.hypot(x - pond[0] + 2, z - pond[1] + 1) < 2.6 + 0.6 * noise2(x, z);
export const isVillage = (x: number, z: number): boolean => x > 3 && z < 2 && z > -46 && x < 58;

/** Fields lie on a turned grid with wavering borders. */
export function fieldAt(x: number, z: number): { id: number; u: number; border: number } {
  const u = x * 0.97 + z * 0.24 + 2 * noise2(x * 0.05, z * 0.05);
  const v = z * 0.97 - x * 0.24 + 2 * noise2(x * 0.05 + 9, z * 0.05);
  const [cu, cv] = [(u + 9) / 29, (v + 10) / 21];
  const edge = Math.min(
    Math.min(fraction(cu), 1 - fraction(cu)) * 29,
    Math.min(fraction(cv), 1 - fraction(cv)) * 21,
  );
  const id = lattice(Math.floor(cu), Math.floor(cv), 8);
  return { id, u: id > 0.5 ? u : v, border: edge };
}

const crops: [Vec, Vec, number][] = [
  [rgb(0xd7b45c), rgb(0xb98f3e), 1.1],
  [rgb(0x5f8f36), rgb(0x3f6c26), 0.9],
  [rgb(0x8a6445), rgb(0x654630), 1.3],
  [rgb(0x7b9448), rgb(0x5e7a3c), 0.5],
  [rgb(0xcbb440), rgb(0xa09335), 0.9],
  [rgb(0x3f7a3a), rgb(0x5f984a), 1.5],
];
const grassDark = rgb(0x47662f);
const grassLight = rgb(0x778c4a);

function lawn(x: number, z: number, out: Surface): void {
  dyeBetween(out, grassDark, grassLight, crisp(rough2(x * 0.35, z * 0.35, 5), 1.8));
}

function field(x: number, z: number, out: Surface): void {
  const { id, u, border } = fieldAt(x, z);
  const [a, b, spacing] = crops[Math.floor(id * 97) % crops.length] ?? [grassLight, grassDark, 1];
  const rows = 0.5 + 0.5 * Math.sin((u / spacing) * 4.2);
  const uneven = rough2(x * 0.18, z * 0.18, 3) + 0.5 * rough2(x * 2.5, z * 2.5, 2) - 0.75;
  dyeBetween(out, a, b, clamp(rows * 0.75 + uneven * 1.3 + 0.1));
  const tracks = Math.abs(fraction(u / 7) - 0.5) < 0.022 || Math.abs(fraction(u / 7) - 0.36) < 0.022;
  if (tracks) dye(out, [out.r, out.g, out.b], 0.72);
  if (border < 1.1) lawn(x, z, out);
}

const tarmac = rgb(0x6a6a6c);
const paintWhite = rgb(0xe8e6de);
function roadSurface(x: number, z: number, out: Surface): void {
  dye(out, tarmac, 0.85 + 0.35 * rough2(x * 1.5, z * 1.5, 4));
  const ringAway = Math.abs(toCircle(x, z) - 9.1);
  for (const road of roads) {
    const { away, along } = toSegment(x, z, road);
    const onRoad = toCircle(x, z) > 9.4;
    const dash = away < 0.1 && fraction(along / 3.2) < 0.55;
    const side = Math.abs(away - 2.05) < 0.08;
    if (onRoad && (dash || side)) dye(out, paintWhite);
  }
  if (
    ringAway < 0.1 &&
    roads.some((road) => toSegment(x, z, road).away < 2.1) &&
    fraction(Math.atan2(z - circle[1], x - circle[0]) * 12) < 0.6
  )
    dye(out, paintWhite);
}

export const ground: Paint = (x, _y, z, out) => {
  finish(out, {});
  const shore = toPond(x, z);
  const road = Math.min(...roads.map((r) => toSegment(x, z, r).away));
  const hub = toCircle(x, z);
  if (shore < 0 && !isIsland(x, z)) {
    dyeBetween(out, rgb(0x3f8a86), rgb(0x14454f), ramp(0, -4, shore));
    finish(out, { shine: 0.03, dull: 0.1 });
  } else if (shore < 2.4) {
    lawn(x, z, out);
    dyeBetween(out, rgb(0xc9b283), [out.r, out.g, out.b], ramp(0.4, 1.2, shore < 0 ? 2 : shore));
  } else if (hub < 9.4 && hub > 4.6) roadSurface(x, z, out);
  else if (hub <= 4.6) {
    lawn(x, z, out);
    if (hub > 4.2) dye(out, rgb(0xc8c3b6));
  } else if (road < 2.3) roadSurface(x, z, out);
  else if (road < 4 || isVillage(x, z)) lawn(x, z, out);
  else field(x, z, out);
};
