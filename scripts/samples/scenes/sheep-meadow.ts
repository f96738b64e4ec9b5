import { photograph } from '../core/camera.ts';
import { mix, normalise, ramp, rgb, scaleVec, seeded, type Vec } from '../core/maths.ts';
import { noise2, rough, rough2 } from '../core/noise.ts';
import { dyeBetween, finish, mottled, wood } from '../core/paints.ts';
import { type Paint, type Part, part, place } from '../core/parts.ts';
import type { Light, Picture } from '../core/scene.ts';
import { box, egg, join, move, raise } from '../core/shapes.ts';
import { outdoorSky } from '../core/skies.ts';
import { flower, grass } from '../things/grass.ts';
import { bush, fir, tree } from '../things/plants.ts';
import { type SheepLook, sheep } from '../things/sheep.ts';

const sun = normalise([-0.62, 0.62, 0.5]);
const sunColour: Vec = [3.1, 2.75, 2.2];
const light: Light = {
  sun,
  sunColour,
  width: 0.025,
  above: [0.62, 0.78, 1.02],
  below: [0.22, 0.27, 0.12],
  sky: outdoorSky({
    high: rgb(0x2f6fc0),
    low: rgb(0xb9d6ea),
    cloud: [1.15, 1.13, 1.1],
    cover: 0.62,
    sun,
    sunColour,
  }),
};

function height(x: number, z: number): number {
  const rise = ramp(2, -26, z) * 2.1;
  return rise + 0.5 * (noise2(x * 0.16 + 4, z * 0.16) - 0.5) + 0.05 * noise2(x * 1.3, z * 1.3);
}

const on = (x: number, z: number): Vec => [x, height(x, z), z];

const lawn: [Vec, Vec, Vec] = [rgb(0x435f2a), rgb(0x8b9c4e), rgb(0xa99f60)];
const groundPaint: Paint = (x, _y, z, out) => {
  const broad = rough2(x * 0.3, z * 0.3, 3);
  const fine = rough2(x * 6, z * 9, 3) * 0.7 + rough2(x * 24, z * 30, 2) * 0.45;
  dyeBetween(out, lawn[0], lawn[1], Math.min(Math.max(broad * 1.1 + fine * 1.1 - 0.65, 0), 1));
  dyeBetween(out, [out.r, out.g, out.b], lawn[2], ramp(0.58, 0.75, rough2(x * 0.5 + 9, z * 0.5, 3)) * 0.5);
  finish(out, { soft: 0.2 });
};

function fence(): Part[] {
  const oak = wood(0xb49a76, 0x6e5942, 2, {});
  const post = part(box(0.07, 0.62, 0.07, 0.02), wood(0xa88e6a, 0x5e4b36, 2, {}));
  const result: Part[] = [];
  for (let i = -9; i <= 9; i++) {
    const x = i * 1.5 - 0.4;
    const z = -4.6 + 0.05 * x;
    const foot = on(x, z);
    const next = on(x + 1.5, z + 0.075);
    result.push(
      ...place([post], {
        at: [x, foot[1] + 0.45, z],
        turn: 0.1 * Math.sin(i * 5),
        roll: 0.04 * Math.sin(i * 3),
      }),
    );
    const slope = Math.atan2(next[1] - foot[1], 1.5);
    const rails = part(
      join(
        move(box(0.8, 0.055, 0.03, 0.012), 0, 0.32, 0),
        move(box(0.8, 0.055, 0.03, 0.012), 0, 0.62, 0),
        move(box(0.8, 0.055, 0.03, 0.012), 0, 0.9, 0),
      ),
      oak,
    );
    result.push(
      ...place([rails], { at: [x + 0.75, (foot[1] + next[1]) / 2, z + 0.09], roll: slope, turn: -0.05 }),
    );
  }
  return result;
}

const white: SheepLook = { fleece: [0xd9d0bd, 0x9a8a6c], face: 0x2a2420, grazing: false };
const pale: SheepLook = { fleece: [0xe2d8c4, 0xa6946f], face: 0xd8c6ae, grazing: true };
const brown: SheepLook = { fleece: [0x7a5438, 0x35231a], face: 0x2b1d17, grazing: false };

function flock(): Part[] {
  return [
    ...sheep(white, on(-1.75, 0.4), -0.4, 1),
    ...sheep(pale, on(1.35, 1.15), 2.7, 0.98),
    ...sheep(brown, on(0.75, -1.7), -2.75, 0.95),
    ...sheep({ ...white, grazing: true }, on(4.3, -1.9), 2.85, 0.95),
    ...sheep({ ...pale, grazing: false }, on(-0.35, 1.5), -0.75, 0.52),
    ...sheep({ ...white, face: 0x3a302a, grazing: true }, on(-4.5, -2.3), 0.35, 0.95),
  ];
}

function hills(): Part[] {
  const woods = mottled(0x2c5138, 0x6f9560, 0.9, { soft: 0.2 }, 2.6);
  const bump = (x: number, y: number, z: number): number => 0.9 * rough(x * 0.7, y * 0.7, z * 0.7, 3) - 0.4;
  const hill = part(raise(egg(40, 9, 16), bump, 0.5, 0.5), woods);
  return [
    ...place([hill], { at: [-34, -1.5, -66] }),
    ...place([hill], { at: [34, -3, -74], size: 1.1 }),
    ...place([part(raise(egg(46, 7, 12), bump, 0.5, 0.5), mottled(0x5b7d45, 0xa3b566, 0.35, {}, 2.6))], {
      at: [6, 0, -48],
    }),
  ];
}

function planting(): Part[] {
  const random = seeded(7);
  const result: Part[] = [
    ...tree(0, on(-7.2, -11), 1.1),
    ...tree(4, on(6.3, -10), 1.25),
    ...tree(8, on(9.6, -12), 1.3),
    ...tree(5, on(-11, -14), 1.3),
  ];
  for (let i = 0; i < 26; i++) {
    const x = -30 + i * 2.4 + random();
    const z = -25 - random() * 9;
    result.push(
      ...(random() < 0.3 ? fir(on(x, z), 0.9 + random() * 0.5) : tree(i, on(x, z), 0.7 + random() * 0.5)),
    );
  }
  for (const [x, z, size] of [
    [-3.4, -5.6, 0.9],
    [1.8, -6, 1.1],
    [-8.4, -5.8, 1.3],
    [8.2, -5.4, 1],
  ] as const)
    result.push(...bush(on(x, z), size, Math.round(x + 9)));
  const spread = (a: number, b: number): Vec => {
    const z = mix(6.4, -4, a ** 1.35);
    return on((b - 0.5) * (13 - z) * 1.05, z);
  };
  result.push(...grass(11, 4200, spread, () => true));
  for (let i = 0; i < 150; i++) {
    const at = spread(random() * 0.8, random());
    if (rough2(at[0] * 0.7, at[2] * 0.7, 2) < 0.5) continue;
    result.push(
      ...flower(random() < 0.5 ? 0 : random() < 0.75 ? 1 : 2, at, 0.8 + random() * 0.5, random() * 6),
    );
  }
  return result;
}

export function sheepMeadow(): Picture {
  return photograph({
    width: 1280,
    height: 853,
    eye: [0.3, 2.6, 9.2],
    target: [0.1, 1.35, 0],
    view: 33,
    light,
    ground: { height, top: 3, paint: groundPaint, relief: (x, z) => 0.05 * rough2(x * 7, z * 10, 3) },
    parts: [...hills(), ...fence(), ...planting(), ...flock()],
    corners: 0.8,
    shadowPad: 0.15,
    haze: { colour: scaleVec(rgb(0xb9d6ea), 1), distance: 280 },
    exposure: 0.62,
  });
}
