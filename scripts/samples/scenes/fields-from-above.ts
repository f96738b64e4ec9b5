import { photograph } from '../core/camera.ts';
import { mix, normalise, seeded } from '../core/maths.ts';
import { noise2, rough2 } from '../core/noise.ts';
import type { Part } from '../core/parts.ts';
import type { Light, Picture } from '../core/scene.ts';
import { rowingBoat } from '../things/boats.ts';
import { car } from '../things/car.ts';
import { bale, barn, cottage, pool, tractor } from '../things/farm.ts';
import { bush, tree } from '../things/plants.ts';
import { circle, fieldAt, ground, isVillage, pond, toPond, toRoad } from './fields-ground.ts';

const sun = normalise([-0.7, 0.7, -0.2]);
const light: Light = {
  sun,
  sunColour: [3.0, 2.7, 2.2],
  width: 0.02,
  above: [0.55, 0.68, 0.9],
  below: [0.25, 0.25, 0.16],
  sky: (_x, y) => [0.45 + 0.2 * (1 - y), 0.62 + 0.15 * (1 - y), 0.9],
};

function village(): Part[] {
  const result: Part[] = [];
  const homes: [number, number, number][] = [
    [13, -9, 0.15],
    [27, -7, 0.05],
    [42, -5, 0.1],
    [10.5, -24, 1.5],
    [26, -22, 0.2],
    [39, -20, -0.1],
    [10, -40, 1.6],
    [26, -37, 0.1],
    [44, -36, 0.3],
  ];
  for (const [i, [x, z, turn]] of homes.entries()) {
    result.push(...cottage(i, [x, 0, z], turn));
    if (i % 3 === 1) result.push(...pool([x + 6.5, 0, z - 5.5], turn));
    result.push(...car([0x2d5f9a, 0xd8d5cc, 0xa8271f][i % 3] ?? 0, [x + 8, 0, z + 1.5], turn + 1.5));
    result.push(
      ...tree(i, [x - 6.8, 0, z - 4.5], 0.9),
      ...tree(i + 4, [x + 3, 0, z - 7.5], 0.8),
      ...bush([x - 5, 0, z + 5], 1.6, i),
    );
  }
  return result;
}

function planting(): Part[] {
  const random = seeded(12);
  const result: Part[] = [];
  const free = (x: number, z: number): boolean =>
    toRoad(x, z) > 4 && toPond(x, z) > 1.5 && !isVillage(x, z) && Math.hypot(x + 18, z + 22) > 15;
  for (let i = 0; i < 9000; i++) {
    const x = mix(-75, 75, random());
    const z = mix(-70, 42, random());
    const hedge = fieldAt(x, z).border < 0.7;
    const wood = Math.hypot(x + 44, (z + 42) * 1.3) < 15 || Math.hypot((x - 36) * 0.8, z - 33) < 8;
    if (!free(x, z) || !(hedge ? random() < 0.35 : wood && random() < 0.3)) continue;
    result.push(
      ...(hedge && random() < 0.72
        ? bush([x, 0, z], 1.1 + random() * 0.7, i)
        : tree(i, [x, 0, z], 0.75 + random() * 0.5)),
    );
  }
  for (let i = 0; i < 16; i++) {
    const angle = (i / 16) * 6.28;
    const [x, z] = [pond[0] + Math.cos(angle) * 15.5, pond[1] + Math.sin(angle) * 12.6];
    if (i % 3 && toPond(x, z) > 0.8) result.push(...tree(i, [x, 0, z], 0.8 + random() * 0.4));
  }
  const [px, pz] = [pond[0] - 2, pond[1] - 1];
  result.push(...tree(1, [px, 0, pz], 0.75), ...bush([px + 1.2, 0, pz + 0.9], 0.9, 1));
  for (const [dx, dz] of [
    [0, 0],
    [1.9, 1],
    [-1.7, 1.4],
    [0.2, -2.2],
  ] as const)
    result.push(...tree(5, [circle[0] + dx, 0, circle[1] + dz], 0.55));
  return result;
}

function traffic(): Part[] {
  return [
    ...car(0xc2261f, [-15, 0, 0.05], -0.233),
    ...car(0x2f68a8, [-34, 0, -6.6], 2.909),
    ...car(0xeeeae0, [28, 0, 4.0], 3.09),
    ...car(0xe0a92c, [8.5, 0, 21.5], -1.45),
    ...car(0x2f6b57, [10.6, 0, 9.6], 0.65),
    ...car(0x222831, [3.2, 0, -21], 1.48),
    ...tractor(0x2f7d3a, [-19, 0, -12.8], 0.3),
    ...[
      [27, 15],
      [32, 18.5],
      [22.5, 20],
      [28, 24],
      [18.5, 27],
      [36, 13.5],
    ].flatMap(([x = 0, z = 0], i) => bale([x, 0, z], i * 0.9)),
    ...barn([-16, 0, -26], 0.25),
    ...rowingBoat({ side: 0xe7e0cf, stripe: 0xb3342b }, [-18.5, 0, 21.5], 0.7),
  ];
}

export function fieldsFromAbove(): Picture {
  return photograph(
    {
      width: 1280,
      height: 853,
      eye: [-2, 66, 62],
      target: [0, 0, -2],
      view: 34,
      light,
      ground: {
        paint: ground,
        relief: (x, z) =>
          toPond(x, z) < 0 ? 0.02 * noise2(x * 1.6, z * 1.6) : 0.12 * rough2(x * 1.4, z * 1.4, 2),
      },
      parts: [...village(), ...planting(), ...traffic()],
      corners: 2.4,
      shadowPad: 0.5,
      exposure: 0.57,
    },
    0.15,
  );
}
