import { photograph } from '../core/camera.ts';
import { normalise, ramp, rgb, scaleVec, type Vec } from '../core/maths.ts';
import { crisp, rough2 } from '../core/noise.ts';
import { dye, dyeBetween, finish, plain } from '../core/paints.ts';
import { type Paint, type Part, part, place } from '../core/parts.ts';
import type { Light, Picture } from '../core/scene.ts';
import { box, cut, join, move, stick, tube } from '../core/shapes.ts';
import { outdoorSky } from '../core/skies.ts';
import { car } from '../things/car.ts';
import { house, redBrick, rendered } from '../things/house.ts';
import { bush, tree } from '../things/plants.ts';
import { bicycle, lamp } from '../things/street-things.ts';

const sun = normalise([0.5, 0.72, 0.62]);
const sunColour: Vec = [2.9, 2.6, 2.15];
const light: Light = {
  sun,
  sunColour,
  width: 0.02,
  above: [0.58, 0.72, 0.95],
  below: [0.3, 0.28, 0.25],
  sky: outdoorSky({
    high: rgb(0x3a7bc8),
    low: rgb(0xc3dcec),
    cloud: [1.2, 1.18, 1.15],
    cover: 0.55,
    sun,
    sunColour,
  }),
};

const road: Paint = (x, _y, z, out) => {
  const tone = rough2(x * 0.5, z * 0.5, 3) * 0.5 + rough2(x * 18, z * 18, 2) * 0.5;
  dyeBetween(out, rgb(0x4b4c4f), rgb(0x67676a), crisp(tone, 2));
  const dash = Math.abs(z - 4.1) < 0.08 && (((x + 60) % 4) + 4) % 4 < 2.2;
  const zebra = x > 5.5 && x < 8.7 && z > 0.5 && z < 7.7 && (z + 0.2) % 1.2 < 0.62;
  const worn = ramp(0.3, 0.5, rough2(x * 4, z * 4, 3));
  if (dash || zebra) dyeBetween(out, [out.r, out.g, out.b], rgb(0xe9e6dc), worn * 0.85);
  finish(out, {});
};

const slabs: Paint = (x, _y, z, out) => {
  const u = x / 0.9;
  const v = z / 0.75;
  const gap = Math.min(u - Math.floor(u), v - Math.floor(v));
  const tone = rough2(Math.floor(u) * 3.3, Math.floor(v) * 5.1, 1) * 0.7 + rough2(x * 6, z * 6, 3) * 0.3;
  dyeBetween(out, rgb(0x9c978c), rgb(0xc2bcae), tone);
  dye(out, [out.r, out.g, out.b], gap < 0.03 ? 0.6 : 1);
  finish(out, {});
};

function pavement(): Part[] {
  const kerb = plain(0xb8b4aa, {}, 0.12, 4);
  return [
    ...place([part(box(60, 0.16, 2.2, 0.03), slabs)], { at: [0, 0, -2.4] }),
    ...place([part(box(60, 0.17, 0.12, 0.04), kerb)], { at: [0, 0, -0.15] }),
  ];
}

function furniture(): Part[] {
  const red = plain(0xb51f24, { shine: 0.05, dull: 0.2 }, 0.04);
  const postBox = join(move(tube(0.33, 0.7, 0.05), 0, 0.72, 0), move(tube(0.38, 0.09, 0.06), 0, 1.46, 0));
  const pillar = part(cut(postBox, move(box(0.2, 0.03, 0.2), 0, 1.2, 0.35)), red);
  const bench = join(
    ...[-0.18, 0, 0.18].map((z) => move(box(0.9, 0.03, 0.07, 0.02), 0, 0.48, z)),
    ...[0.68, 0.88].map((y) => move(box(0.9, 0.07, 0.025, 0.02), 0, y, -0.27)),
  );
  const legs = join(
    ...[-0.75, 0.75].map((x) =>
      join(stick([x, 0, 0.2], [x, 0.46, 0.2], 0.03), stick([x, 0, -0.2], [x, 0.95, -0.3], 0.03)),
    ),
  );
  return [
    ...place([pillar], { at: [-0.9, 0.16, -0.95] }),
    ...place([part(bench, plain(0x9a6b3f)), part(legs, plain(0x26302d))], { at: [4.9, 0.16, -1.5], turn: 0 }),
  ];
}

function terrace(): Part[] {
  const cream = {
    wall: rendered(0xead9b0),
    roof: [0x6e3b2c, 0xa45a3e] as [number, number],
    door: 0x1f4f7a,
    floors: 2,
    wide: 6.2,
    flowers: true,
  };
  const row = [
    ...house({ ...cream, wall: rendered(0xa9c2b4), door: 0x8a2b25 }, -17.4),
    ...house(
      { ...cream, wall: redBrick, roof: [0x4a4f57, 0x6d727a], door: 0x234a39, flowers: false, wide: 7 },
      -10.8,
    ),
    ...house(cream, -4.2),
    ...house(
      {
        ...cream,
        wall: rendered(0x7f9fbf),
        roof: [0x4a4f57, 0x70757c],
        door: 0xd9a23a,
        floors: 3,
        flowers: true,
      },
      2.0,
    ),
    ...house({ ...cream, wall: rendered(0xd98f72), door: 0x2a3f34, wide: 7, flowers: false }, 8.6),
    ...house({ ...cream, wall: redBrick, roof: [0x4a4f57, 0x6d727a], floors: 3, door: 0x1f4f7a }, 15.2),
    ...house({ ...cream, wall: rendered(0xe6dfcf), flowers: false }, 21.4),
    ...house({ ...cream, wall: rendered(0xb9b58a), floors: 3 }, 27.6),
  ];
  return place(row, { at: [0, 0.1, -4.4] });
}

export function street(): Picture {
  const parts: Part[] = [
    ...terrace(),
    ...pavement(),
    ...furniture(),
    ...car(0xb8231f, [-2.6, 0, 1.15], 0),
    ...car(0x2d6a8f, [2.9, 0, 1.2], Math.PI),
    ...car(0xe8e5dc, [12.2, 0, 1.15], 0),
    ...car(0xe0a92c, [1.6, 0, 5.6], Math.PI + 0.02),
    ...car(0x3c5a46, [-9.6, 0, 1.2], 0),
    ...[-6.3, 6.9, 19].flatMap((x) => lamp([x, 0.16, -0.65])),
    ...[
      [-7.9, 3],
      [9.6, 1],
      [16.4, 3],
      [23, 1],
    ].flatMap(([x = 0, kind = 0]) => tree(kind, [x, 0.1, -1.5], 1.0)),
    ...[
      [-1.9, 0.8],
      [5.4, 0.7],
      [11.2, 0.8],
    ].flatMap(([x = 0, size = 1]) => bush([x, 0.16, -4.0], size)),
    ...bicycle(0x17806d, [0.85, 0.16, -0.75], 0.12),
  ];
  return photograph({
    width: 1280,
    height: 853,
    eye: [-8.2, 3.7, 17.2],
    target: [0.6, 3.05, 0],
    view: 35,
    light,
    ground: { paint: road, relief: (x, z) => 0.012 * rough2(x * 24, z * 24, 2) },
    parts,
    corners: 0.9,
    shadowPad: 0.25,
    haze: { colour: scaleVec(rgb(0xc3dcec), 1), distance: 160 },
    exposure: 0.6,
  });
}
