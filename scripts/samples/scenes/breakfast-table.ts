import { photograph } from '../core/camera.ts';
import { normalise, ramp, rgb, seeded, type Vec } from '../core/maths.ts';
import { noise, rough } from '../core/noise.ts';
import { dye, dyeBetween, finish, grainy, mottled, plain } from '../core/paints.ts';
import { type Paint, type Part, part, place } from '../core/parts.ts';
import type { Light, Picture } from '../core/scene.ts';
import { box, cut, move, ring, tube } from '../core/shapes.ts';
import { indoorSky } from '../core/skies.ts';
import * as food from '../things/breakfast.ts';
import * as fruit from '../things/fruit.ts';
import * as ware from '../things/tableware.ts';
import { bowl } from '../things/vessels.ts';

const sun = normalise([-0.75, 0.8, -0.5]);
const light: Light = {
  sun,
  sunColour: [2.5, 2.2, 1.8],
  width: 0.07,
  above: [0.62, 0.66, 0.72],
  below: [0.3, 0.22, 0.16],
  sky: indoorSky([0.35, 0.32, 0.3], [0.6, 0.6, 0.62], [5, 5.2, 5.6], sun),
};

const oak: [Vec, Vec] = [rgb(0x9a6a40), rgb(0x5b3820)];
const table: Paint = (x, _y, z, out) => {
  const board = Math.floor(z / 1.15 + 0.2);
  const across = z / 1.15 + 0.2 - board;
  const shift = board * 13.7;
  const bend = noise((x + shift) * 0.4, z * 2.4, board) * 2.4;
  const rings = Math.sin((z * 3.4 + bend) * 4.2);
  const fibre = rough((x + shift) * 1.3, z * 26, board, 3);
  const tone = 0.3 + rings * 0.16 + (fibre - 0.5) * 0.8 + (noise(board * 5.5, 1, 1) - 0.5) * 0.4;
  dyeBetween(out, oak[0], oak[1], Math.min(Math.max(tone, 0), 1));
  dye(out, [out.r, out.g, out.b], 0.25 + 0.75 * ramp(0, 0.025, Math.min(across, 1 - across)));
  finish(out, { shine: 0.03, dull: 0.5 });
};

function napkin(): Part[] {
  const linen = rgb(0xe9e2d2);
  const stripe = rgb(0x4a6f94);
  const cloth: Paint = (x, _y, z, out) => {
    const lines = Math.abs(Math.abs(x) - 0.72) < 0.05 || Math.abs(Math.abs(x) - 0.86) < 0.02;
    dye(out, lines ? stripe : linen, 0.9 + 0.12 * Math.sin(x * 160) * Math.sin(z * 160));
    finish(out, { soft: 0.1 });
  };
  const ripple = (x: number, _y: number, z: number): number => 0.05 * noise(x * 1.6, 3, z * 1.6);
  return place([part(box(1.05, 0.025, 1.5, 0.02), cloth, ripple)], { at: [3.55, 0.03, 0.35], turn: 0.12 });
}

function berries(): Part[] {
  const random = seeded(4);
  const result = place(bowl(0x3f7f8c, 0xe8ede6), { at: [-3.5, 0, -1.55] });
  for (let i = 0; i < 60; i++) {
    const r = Math.sqrt(random()) * 0.72;
    const angle = random() * 6.3;
    result.push(
      ...fruit.blueberry(
        [-3.5 + Math.cos(angle) * r, 0.42 + random() * 0.14 - r * 0.1, -1.55 + Math.sin(angle) * r],
        i,
      ),
    );
  }
  for (const [x, z] of [
    [-3.75, -1.75],
    [-3.25, -1.4],
    [-3.45, -1.1],
  ] as const)
    result.push(...fruit.strawberry([x, 0.52, z], x * 9));
  for (const [x, z] of [
    [-2.25, -0.72],
    [-2.75, -0.1],
    [-2.5, -0.45],
  ] as const)
    result.push(...fruit.blueberry([x, 0, z], x * 5));
  return result;
}

function toast(): Part[] {
  const crust = mottled(0xc98d4a, 0x8d5425, 4, {}, 2);
  const crumb = mottled(0xf0d9a8, 0xd9ab66, 5, { soft: 0.1 }, 2);
  const slice = [
    part(box(0.5, 0.09, 0.52, 0.08), crust),
    part(move(box(0.43, 0.03, 0.45, 0.03), 0, 0.075, 0), crumb, grainy(0.03, 22)),
  ];
  const butter = part(
    move(box(0.15, 0.04, 0.13, 0.03), 0.05, 0.13, 0.02),
    plain(0xf6dd7c, { shine: 0.04, dull: 0.3, soft: 0.2 }, 0.04),
  );
  return [
    ...place([...slice, butter], { at: [-0.62, 0.17, 0.5], turn: 0.35 }),
    ...place(slice, { at: [-0.32, 0.22, 0.98], turn: -0.2, tilt: -0.12 }),
  ];
}

function juice(at: Vec): Part[] {
  const glass = part(
    cut(move(tube(0.4, 0.63, 0.03), 0, 0.63, 0), move(tube(0.37, 0.2), 0, 1.36, 0)),
    plain(0xf2a128, { shine: 0.05, dull: 0.08, soft: 0.3 }, 0.05),
  );
  const rim = part(move(ring(0.39, 0.022), 0, 1.27, 0), plain(0xe8eef0, { shine: 0.1, dull: 0.1 }));
  return place([glass, rim], { at });
}

export function breakfastTable(): Picture {
  const parts: Part[] = [
    ...ware.plate(0xf1eee6, 0x35648c, [-0.35, 0, 0.65], 1.22),
    ...toast(),
    ...food.friedEgg([0.3, 0.1, 0.35], 0.6),
    ...fruit.strawberry([0.5, 0.08, 1.15], 0.5),
    ...fruit.strawberry([0.05, 0.08, 1.5], 2.5),
    ...ware.plate(0xe6b9a4, 0xf6efe6, [2.0, 0, -1.75], 1.08),
    ...food.doughnut(0xe77fa3, [1.55, 0.1, -1.5], 2),
    ...food.doughnut(0x4a2616, [2.5, 0.1, -1.62], 5),
    ...food.doughnut(0xf4ead6, [2.02, 0.42, -2.0], 8),
    ...ware.mug(0x2f7f79, [-1.0, 0, -1.95], 0.5),
    ...berries(),
    ...napkin(),
    ...food.croissant([3.3, 0.06, 0.5], 0.5),
    ...ware.cutlery('fork', [-2.35, 0, 0.75], 0.08),
    ...ware.cutlery('knife', [1.65, 0, 0.75], -0.06),
    ...ware.cutlery('spoon', [2.1, 0, 0.8], -0.05),
    ...fruit.orange([-3.55, 0, 1.5]),
    ...fruit.halfOrange([-3.0, 0, 2.25], 0.4),
    ...fruit.halfOrange([-3.95, 0, 0.62], 1.4),
    ...juice([0.35, 0, -2.35]),
  ];
  return photograph(
    {
      width: 1280,
      height: 853,
      eye: [0, 9.2, 4.6],
      target: [0, 0.1, 0.02],
      view: 34.6,
      light,
      ground: { paint: table, relief: (x, z) => 0.004 * rough(x * 1.3, z * 24, 0, 2) },
      parts,
      corners: 0.6,
      shadowPad: 0.2,
      exposure: 0.66,
    },
    0.2,
  );
}
