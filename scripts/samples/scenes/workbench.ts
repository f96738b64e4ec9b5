import { photograph } from '../core/camera.ts';
import { normalise, ramp, rgb, seeded, type Vec } from '../core/maths.ts';
import { noise, rough } from '../core/noise.ts';
import { dye, dyeBetween, finish, plain, wood } from '../core/paints.ts';
import { type Paint, type Part, part, place } from '../core/parts.ts';
import type { Light, Picture } from '../core/scene.ts';
import { box, cut, join, move, stick } from '../core/shapes.ts';
import { indoorSky } from '../core/skies.ts';
import { bolt, gear, nut, washer } from '../things/fasteners.ts';
import { oilCan, tapeRoll } from '../things/supplies.ts';
import { hammer, pliers, screwdriver, spanner } from '../things/tools.ts';

const sun = normalise([0.7, 0.85, -0.35]);
const light: Light = {
  sun,
  sunColour: [2.5, 2.25, 1.9],
  width: 0.06,
  above: [0.6, 0.66, 0.76],
  below: [0.3, 0.22, 0.15],
  sky: indoorSky([0.3, 0.27, 0.25], [0.42, 0.44, 0.48], [5, 5.2, 5.6], sun),
};

const pine: [Vec, Vec] = [rgb(0x8a5e38), rgb(0x4a2e1a)];
const bench: Paint = (x, _y, z, out) => {
  const board = Math.floor(z / 2.3 + 0.35);
  const across = z / 2.3 + 0.35 - board;
  const bend = noise((x + board * 9) * 0.3, z * 1.6, board) * 3;
  const rings = Math.sin((z * 2.4 + bend) * 4);
  const fibre = rough((x + board * 9) * 1.1, z * 22, board, 3);
  dyeBetween(out, pine[0], pine[1], Math.min(Math.max(0.34 + rings * 0.2 + (fibre - 0.5) * 0.7, 0), 1));
  const stain = ramp(0.6, 0.8, rough(x * 0.8 + 4, z * 0.8, 2, 4)) * 0.45;
  const gap = ramp(0, 0.018, Math.min(across, 1 - across));
  dye(out, [out.r, out.g, out.b], (1 - stain) * (0.2 + 0.8 * gap));
  finish(out, { shine: 0.025, dull: 0.6 });
};

function toolbox(): Part[] {
  const red = plain(0xb3241f, { shine: 0.05, dull: 0.4 }, 0.06);
  const tray = cut(box(2.1, 0.6, 1.05, 0.06), move(box(2.0, 0.6, 0.95, 0.04), 0, 0.12, 0));
  const divider = join(box(0.03, 0.45, 0.95), move(box(1, 0.4, 0.03), -1, 0, 0));
  return place([part(tray, red), part(divider, plain(0x8f1c18))], { at: [3.3, 0.6, -2.9], turn: -0.12 });
}

function pencil(): Part[] {
  const paint: Paint = (x, _y, _z, out) => {
    dye(out, x > 1.62 ? rgb(0x2a2a2c) : x > 1.3 ? rgb(0xe3bd86) : x < -1.5 ? rgb(0xd77a86) : rgb(0xe7b323));
    finish(out, { shine: 0.04, dull: 0.3 });
  };
  const body = join(stick([-1.7, 0, 0], [1.3, 0, 0], 0.1), stick([1.3, 0, 0], [1.75, 0, 0], 0.1, 0.015));
  return place([part(body, paint)], { at: [0.25, 0.1, 2.95], turn: 0.14 });
}

function scattered(): Part[] {
  const random = seeded(5);
  const result: Part[] = [];
  for (const [x, z, size, kind] of [
    [0.2, 0.9, 0.9, 0],
    [1.15, 1.35, 0.7, 0],
    [-0.75, 0.95, 0.75, 1],
    [1.95, 0.75, 1.05, 1],
    [0.75, 2.05, 0.85, 1],
    [2.75, 1.55, 0.75, 2],
    [3.35, 0.75, 0.95, 0],
    [1.95, 1.65, 0.6, 2],
    [-0.1, 1.75, 0.6, 0],
    [3.7, 1.75, 0.6, 1],
  ] as const) {
    if (kind === 1) result.push(...washer([x, 0, z], size));
    else result.push(...nut([x, 0, z], size, random() * 3, kind === 2));
  }
  result.push(...washer([0.98, 0.08, 1.12], 0.8, -0.16));
  for (let i = 0; i < 7; i++)
    result.push(
      ...nut(
        [1.8 + random() * 1.1, 0.12 + random() * 0.2, -3.5 + random() * 1.1],
        0.6,
        random() * 3,
        i % 3 === 0,
      ),
    );
  for (let i = 0; i < 4; i++)
    result.push(
      ...bolt([4.3 + random() * 0.5, 0.15 + i * 0.16, -3.4 + i * 0.33], 0.55, 0.4 - random() * 0.8),
    );
  return result;
}

export function workbench(): Picture {
  const offcut = place([part(box(1.5, 0.35, 0.75, 0.04), wood(0xe3c08a, 0xb98650, 1.5))], {
    at: [-3.9, 0.35, -3.2],
    turn: 0.35,
  });
  const parts: Part[] = [
    ...toolbox(),
    ...offcut,
    ...pencil(),
    ...scattered(),
    ...hammer([-2.3, 0, -0.95], 0.42),
    ...spanner([-2.75, 0, 1.05], -0.42, 0.78),
    ...spanner([-2.65, 0, 2.3], -0.38, 0.58),
    ...place(screwdriver(0xd9541e, [0, 0, 0], 0.16), { at: [3.3, 0, -0.75], size: 0.85 }),
    ...screwdriver(0x1f62b0, [-3.0, 0.66, -3.1], 0.15),
    ...place(pliers(0x1f7a4d, [0, 0, 0], 0.2), { at: [3.05, 0, 2.75], size: 0.78 }),
    ...tapeRoll(0x2457a6, [0.1, 0, -2.6]),
    ...tapeRoll(0xe0b62c, [0.16, 0.57, -2.55]),
    ...gear([0.75, 0, -0.45], 0.72, true),
    ...gear([5.0, 0, 0.4], 0.7, false),
    ...bolt([-3.7, 0, -1.35], 0.7, 0.3),
    ...bolt([4.55, 0, 1.6], 0.6, -0.8),
    ...oilCan(0x2f6d5e, [-1.35, 0, -3.1]),
  ];
  return photograph(
    {
      width: 1280,
      height: 853,
      eye: [-0.6, 8.8, 9.2],
      target: [0.35, 0.15, -0.42],
      view: 33.5,
      light,
      ground: { paint: bench, relief: (x, z) => 0.01 * rough(x * 1.1, z * 22, 0, 2) },
      parts,
      corners: 0.9,
      shadowPad: 0.25,
      exposure: 0.62,
    },
    0.25,
  );
}
