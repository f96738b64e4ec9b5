import { mix, rgb, seeded, type Vec } from '../core/maths.ts';
import { noise, rough } from '../core/noise.ts';
import { dyeBetween, finish, plain } from '../core/paints.ts';
import { type Paint, type Part, part, place } from '../core/parts.ts';
import { ball, blend, move, raise, type Shape, stick } from '../core/shapes.ts';

function leafPaint(dark: number, light: number): Paint {
  const a = rgb(dark);
  const b = rgb(light);
  return (x, y, z, out) => {
    const patch = rough(x * 1.6, y * 1.6, z * 1.6, 2) * 0.5 + rough(x * 7, y * 7, z * 7, 2) * 0.7;
    dyeBetween(out, a, b, Math.min(Math.max(patch * 1.5 - 0.45 + y * 0.06, 0), 1));
    finish(out, { soft: 0.25 });
  };
}

function crown(seed: number, wide: number, tall: number): Shape {
  const random = seeded(seed);
  const puffs: Shape[] = [];
  for (let i = 0; i < 11; i++) {
    const angle = i * 2.4;
    const rise = (i + 0.5) / 11;
    const out = Math.sqrt(1 - (rise * 2 - 0.85) ** 2 * 0.8) * wide * 0.62;
    const radius = mix(0.62, 0.4, rise) * wide * mix(0.8, 1.1, random());
    const centre: Vec = [Math.cos(angle) * out, tall * rise, Math.sin(angle) * out];
    puffs.push(move(ball(radius), ...centre));
  }
  const leaves: Shape = (x, y, z) =>
    0.34 * (noise(x * 3.2, y * 3.2, z * 3.2) - 0.5) + 0.2 * (noise(x * 8, y * 8, z * 8) - 0.5);
  return raise(blend(0.15, ...puffs), leaves, 0.55, 0.25);
}

const barkPaint = plain(0x6b5138, {}, 0.4, 6);
const crowns = [crown(1, 1.5, 2.1), crown(2, 1.4, 2.6), crown(3, 1.7, 1.9)] as const;
const greens = [
  leafPaint(0x1f4420, 0x6d9a3a),
  leafPaint(0x27491d, 0x86a33f),
  leafPaint(0x29401a, 0x6a8638),
] as const;
const trunk = blend(
  0.15,
  stick([0, -0.3, 0], [0.05, 1.9, 0], 0.24, 0.15),
  stick([0.04, 1.3, 0], [0.7, 2.2, 0.2], 0.11, 0.06),
  stick([0.04, 1.4, 0], [-0.6, 2.3, -0.2], 0.1, 0.06),
);
const trunkPart = part(trunk, barkPaint, (x, y, z) => 0.05 * noise(x * 14, y * 3, z * 14));
const crownParts = crowns.map((shape) =>
  greens.map((paint) => place([part(shape, paint)], { at: [0, 2, 0] })),
);

/** A broad-leaved tree about 5 units high. */
export function tree(kind: number, at: Vec, size: number): Part[] {
  const leaves = crownParts[kind % 3]?.[Math.floor(kind / 3) % 3] ?? [];
  return place([trunkPart, ...leaves], { at, size, turn: kind * 1.7 });
}

function firShape(): Shape {
  return (x, y, z) => {
    const level = Math.min(Math.max(y, 0), 4.6);
    const tier = 1 - ((level * 1.5) % 1);
    const angle = Math.atan2(z, x);
    const radius = (4.8 - level) * 0.3 * (0.72 + 0.34 * tier) + 0.1 * noise(angle * 5, level * 5, 3) - 0.05;
    return Math.max((Math.hypot(x, z) - radius) * 0.45, (-0.1 - y) * 0.7, y - 4.8);
  };
}

const firParts = [
  part(firShape(), leafPaint(0x1d3a1e, 0x58803c)),
  part(stick([0, -0.9, 0], [0, 0.2, 0], 0.16), barkPaint),
];

/** A fir about 5.5 units high. */
export function fir(at: Vec, size: number): Part[] {
  return place(firParts, { at: [at[0], at[1] + 0.8 * size, at[2]], size, turn: at[0] * 3 });
}

/** A round bush about one unit high. */
export function bush(at: Vec, size: number, kind = 0): Part[] {
  return place([part(bushShape, greens[kind % 3] ?? greens[0])], { at, size });
}

const bushShape = raise(
  blend(
    0.2,
    stick([-0.4, 0.3, 0], [0.5, 0.35, 0], 0.42),
    stick([0, 0.55, 0.2], [0, 0.55, -0.2], 0.42),
    ball(0.4),
  ),
  (x, y, z) => 0.16 * (noise(x * 6, y * 6, z * 6) - 0.4) + 0.1 * (noise(x * 15, y * 15, z * 15) - 0.5),
  0.55,
  0.2,
);
