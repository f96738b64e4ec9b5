import { photograph } from '../core/camera.ts';
import { mix, normalise, rgb, seeded, type Vec } from '../core/maths.ts';
import { noise2, rough, rough2 } from '../core/noise.ts';
import { dyeBetween, finish, mottled } from '../core/paints.ts';
import { type Paint, type Part, part, place } from '../core/parts.ts';
import type { Light, Picture } from '../core/scene.ts';
import { box, egg, move, raise } from '../core/shapes.ts';
import { outdoorSky } from '../core/skies.ts';
import { fishingBoat, rowingBoat, sailingBoat } from '../things/boats.ts';
import { house, rendered } from '../things/house.ts';
import { tree } from '../things/plants.ts';
import { buoy, jetty, lighthouse } from '../things/waterside.ts';

const sun = normalise([-0.6, 0.5, 0.55]);
const sunColour: Vec = [3.0, 2.55, 1.95];
const light: Light = {
  sun,
  sunColour,
  width: 0.02,
  above: [0.55, 0.7, 0.95],
  below: [0.16, 0.24, 0.28],
  sky: outdoorSky({
    high: rgb(0x2f72c4),
    low: rgb(0xd3e2e8),
    cloud: [1.25, 1.17, 1.08],
    cover: 0.6,
    sun,
    sunColour,
  }),
};

const shallow = rgb(0x2e7f86);
const deep = rgb(0x12475f);
const water: Paint = (x, _y, z, out) => {
  dyeBetween(out, deep, shallow, rough2(x * 0.06, z * 0.09, 3) * 1.1 - 0.15);
  finish(out, { shine: 0.03, dull: 0.1 });
};

/** Ripples; calmer and rougher patches drift across the harbour. */
function ripples(x: number, z: number): number {
  const wind = 0.4 + 0.9 * noise2(x * 0.07, z * 0.12);
  const swell = 0.05 * noise2(x * 0.45 + z * 0.2, z * 0.9);
  return swell + wind * (0.028 * noise2(x * 1.5, z * 3.1) + 0.01 * noise2(x * 4.1 + 7, z * 7.3));
}

function shore(): Part[] {
  const bump = (x: number, y: number, z: number): number =>
    1.3 * rough(x * 0.35, y * 0.35, z * 0.35, 4) - 0.6;
  const woods = mottled(0x2d4f2c, 0x83954e, 0.55, { soft: 0.15 }, 2.8);
  const far = mottled(0x3f6350, 0x8ba37d, 0.3, {}, 2.4);
  const hill = (rx: number, ry: number, rz: number): Part =>
    part(raise(egg(rx, ry, rz), bump, 0.5, 0.7), woods);
  const ridge = part(raise(egg(60, 15, 14), bump, 0.5, 0.7), far);
  const stone = mottled(0x7f7a70, 0xb3ac9d, 1.4, {}, 2);
  const blocks = (x: number, y: number, z: number): number =>
    ((x * 0.9 + Math.floor(y * 1.8) * 0.5) % 1 < 0.06 || (y * 1.8) % 1 < 0.1 ? -0.03 : 0) + 0 * z;
  return [
    ...place([ridge], { at: [-52, -3, -150], size: 1.3 }),
    ...place([ridge], { at: [60, -6, -165], size: 1.5 }),
    ...place([hill(34, 12, 15)], { at: [38, -1.5, -62] }),
    ...place([hill(20, 5.5, 10)], { at: [-42, -1.2, -66] }),
    ...place([part(box(19, 0.95, 4, 0.05), stone, blocks)], { at: [31, 0.75, -30] }),
    ...place([part(move(egg(5, 1.6, 3), 0, 0, 0), mottled(0x6d675c, 0xa29a88, 0.9, {}, 3))], {
      at: [-6.6, 0, -50],
    }),
  ];
}

function town(): Part[] {
  const roofs: [number, number][] = [
    [0x7a3f2c, 0xb0643f],
    [0x4b5058, 0x747a82],
  ];
  const colours = [0xe8d3a2, 0xc96f57, 0xf0ebe0, 0x7fa3b8, 0xd9a55f, 0xe5b8a8, 0x9cb48c];
  const row = colours.flatMap((hex, i) =>
    house(
      {
        wall: rendered(hex),
        roof: roofs[i % 2] ?? [0, 0],
        door: i % 2 ? 0x1f4f7a : 0x7a2a25,
        floors: 2 + ((i + 1) % 2),
        wide: 5.6,
        flowers: i % 3 === 0,
      },
      i * 5.4,
    ),
  );
  const random = seeded(3);
  const trees = Array.from({ length: 16 }, (_, i) =>
    tree(i, [mix(10, 58, random()), mix(3, 7.5, random()), mix(-54, -44, random())], 1.1),
  ).flat();
  return [...place(row, { at: [15.5, 1.7, -31.5] }), ...trees];
}

function fleet(): Part[] {
  return [
    ...sailingBoat({ side: 0xf3efe6, stripe: 0x1f4f86 }, 0xf6efdf, [-5.6, 0, -3.4], 0.35, 0.9),
    ...sailingBoat({ side: 0x1d3f5e, stripe: 0xe9e3d2 }, 0xc8472f, [-15.5, 0, -17], 0.15, 1, 0.08),
    ...sailingBoat({ side: 0x7a2f27, stripe: 0xf0e7d0 }, 0xf4ead2, [3.6, 0, -20], 2.7, 1, -0.06),
    ...fishingBoat({ side: 0x2b7a6d, stripe: 0xe8b23a }, [2.6, 0, 0.6], 0.42, 1.05),
    ...fishingBoat({ side: 0xb3342b, stripe: 0xf2ead8 }, [13.2, 0, -15], -0.25, 1.1),
    ...fishingBoat({ side: 0x2d5c9a, stripe: 0xf2ead8 }, [23, 0, -22], 3.3, 1.1),
    ...rowingBoat({ side: 0xe7e0cf, stripe: 0x2b6ea3 }, [-2.6, 0, 4.3], -0.3),
    ...rowingBoat({ side: 0xd9a23a, stripe: 0x7a2a25 }, [7.6, 0, -4.6], 0.4),
    ...buoy(0xd8402a, [-8.2, 0, 3.0], 0.8),
    ...buoy(0xe5a823, [0.4, 0, -7.5], 0.9),
    ...buoy(0xd8402a, [-2.2, 0, -2.2], 0.8),
  ];
}

export function harbour(): Picture {
  return photograph({
    width: 1600,
    height: 900,
    eye: [-1.2, 4.4, 17.5],
    target: [0, 2.35, 0],
    view: 32,
    light,
    ground: { paint: water, relief: ripples },
    parts: [
      ...shore(),
      ...town(),
      ...fleet(),
      ...lighthouse([-6.9, 1.2, -50], 0.9),
      ...jetty([9.5, 0, 2.6], 9, 0.16),
    ],
    corners: 1.1,
    shadowPad: 0.3,
    haze: { colour: rgb(0xcadde6), distance: 520 },
    exposure: 0.6,
  });
}
