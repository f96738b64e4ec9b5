import { photograph } from '../core/camera.ts';
import { normalise, type Vec } from '../core/maths.ts';
import { grainy, plain, wood } from '../core/paints.ts';
import { type Part, part, place } from '../core/parts.ts';
import type { Light, Picture } from '../core/scene.ts';
import { box, move } from '../core/shapes.ts';
import { indoorSky } from '../core/skies.ts';
import { bottle, carton, jar, teapot, tin } from '../things/goods.ts';
import type { Label } from '../things/labels.ts';
import { priceTag } from '../things/price-tag.ts';

const sun = normalise([-0.5, 0.75, 0.95]);
const light: Light = {
  sun,
  sunColour: [2.0, 1.85, 1.6],
  width: 0.09,
  above: [0.6, 0.62, 0.66],
  below: [0.4, 0.36, 0.31],
  sky: indoorSky([0.45, 0.42, 0.4], [0.9, 0.9, 0.92], [4.4, 4.5, 4.7], sun),
};

const tomato: Label = { base: 0xf3e7cd, band: 0xb4231d, ink: 0x33271f };
const olive: Label = { base: 0xefe8c8, band: 0x5f7428, ink: 0x2c3114 };
const sea: Label = { base: 0xf4f3ee, band: 0x1d5c93, ink: 0x16304a };
const corn: Label = { base: 0xf2c53a, band: 0x27713a, ink: 0x21361f };
const plum: Label = { base: 0x5b2d6b, band: 0xf1c04f, ink: 0xf6ecd9 };
const coral: Label = { base: 0xe9694b, band: 0xfbe9d0, ink: 0xfff5e6 };
const mint: Label = { base: 0x9fd3c0, band: 0x1e5b57, ink: 0x17403d };
const night: Label = { base: 0x20364f, band: 0xe4dfd0, ink: 0xf0e6cf };

function frame(): Part[] {
  const oak = wood(0xb98a58, 0x7a512c, 0.7, { shine: 0.03, dull: 0.5 });
  const board = part(box(3.4, 0.09, 0.85, 0.02), oak);
  const wall = part(box(6, 8, 0.1), plain(0x3f6660, {}, 0.05, 1.5), grainy(0.012, 14));
  const side = part(box(4.6, 0.09, 0.86, 0.02), oak);
  return [
    ...place([wall], { at: [0, 3, -0.85] }),
    ...[0, 3.05, 5.05, 7.15].flatMap((y) => place([board], { at: [0, y - 0.09, 0] })),
    ...[-3.1, 3.1].flatMap((x) => place([side], { at: [x, 3.4, 0], roll: Math.PI / 2 })),
  ];
}

function lowShelf(): Part[] {
  const y = 0;
  return [
    ...bottle(0x22522c, 0xb58b2c, olive, [-2.3, y, -0.1], 1),
    ...bottle(0x22522c, 0xb58b2c, olive, [-1.42, y, 0.12], 2),
    ...bottle(0x5a2410, 0x1f1d1b, coral, [-0.5, y, -0.1], 4),
    ...bottle(0xb8651a, 0xe9e4d8, night, [0.42, y, 0.1], 3),
    ...carton(corn, 1.05, 1.9, [1.38, y, -0.1], 6),
    ...carton(plum, 0.85, 1.45, [2.35, y, 0.05], 2),
  ];
}

function middleShelf(): Part[] {
  const y = 3.05;
  return [
    ...tin(tomato, [-2.45, y, 0], 1),
    ...tin(tomato, [-1.55, y, 0.12], 3),
    ...tin(sea, [-0.62, y, -0.05], 5, 0.7),
    ...tin(sea, [-0.6, y + 0.71, -0.05], 6, 0.7),
    ...jar(0xa3141f, 0xb3261f, { ...tomato, base: 0xf6efe0 }, [0.4, y, 0.08], 3),
    ...jar(0xe0851a, 0x2f6a9a, sea, [1.4, y, 0.1], 7),
    ...tin(corn, [2.42, y, 0.02], 4, 1.2),
  ];
}

function highShelf(): Part[] {
  const y = 5.05;
  return [
    ...carton(mint, 0.95, 1.25, [-2.35, y, -0.1], 3),
    ...carton(coral, 0.85, 1.4, [-1.35, y, 0], 5),
    ...teapot(0x2f6fa5, [0.05, y, 0.1]),
    ...jar(0x7a8a2a, 0x4c7a36, olive, [1.32, y, 0.05], 5),
    ...tin(night, [2.33, y, 0.02], 2, 1.3),
  ];
}

function topShelf(): Part[] {
  const y = 7.15;
  return [
    ...tin(sea, [-2.3, y, 0], 8, 0.7),
    ...tin(corn, [-1.3, y, 0.05], 10, 0.7),
    ...carton(night, 1.3, 0.72, [0.05, y, 0], 4),
    ...tin(tomato, [1.3, y, 0.05], 9, 0.7),
    ...tin(plum, [2.25, y, 0], 5, 0.7),
  ];
}

function tags(): Part[] {
  const rows: [number, [number, number, number][]][] = [
    [
      0,
      [
        [-1.85, 449, 0xf7f4ea],
        [-0.05, 625, 0xf7f4ea],
        [1.38, 230, 0xf6d94c],
        [2.35, 185, 0xf7f4ea],
      ],
    ],
    [
      3.05,
      [
        [-2.0, 119, 0xf6d94c],
        [-0.6, 275, 0xf7f4ea],
        [0.9, 340, 0xf7f4ea],
        [2.42, 89, 0xf6d94c],
      ],
    ],
    [
      5.05,
      [
        [-2.35, 299, 0xf7f4ea],
        [-1.35, 315, 0xf7f4ea],
        [0.05, 990, 0xf7f4ea],
        [1.85, 260, 0xf6d94c],
      ],
    ],
  ];
  return rows.flatMap(([y, row]) =>
    row.flatMap(([x, cents, hex]) => priceTag(cents, hex, [x, y - 0.1, 0.875])),
  );
}

const floor: Part[] = place([part(move(box(9, 0.1, 9), 0, 0, 0), plain(0x8a7a68, {}, 0.1))], {
  at: [0, -1.6, 0],
});

export function shelfOfGoods(): Picture {
  const eye: Vec = [0.5, 3.75, 14.5];
  return photograph(
    {
      width: 853,
      height: 1280,
      eye,
      target: [0, 3.62, 0],
      view: 35.6,
      light,
      ground: null,
      parts: [
        ...frame(),
        ...lowShelf(),
        ...middleShelf(),
        ...highShelf(),
        ...topShelf(),
        ...tags(),
        ...floor,
      ],
      corners: 0.7,
      shadowPad: 0.25,
      exposure: 0.72,
    },
    0.18,
  );
}
