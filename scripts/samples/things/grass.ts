import { pick, rgb, seeded, type Vec } from '../core/maths.ts';
import { dye, dyeBetween, finish, plain } from '../core/paints.ts';
import { type Paint, type Part, part, place } from '../core/parts.ts';
import { join, type Shape, stick } from '../core/shapes.ts';

function tuftShape(seed: number): Shape {
  const random = seeded(seed);
  const blades: Shape[] = [];
  for (let i = 0; i < 8; i++) {
    const angle = random() * 6.3;
    const lean = 0.05 + random() * 0.12;
    const tall = 0.16 + random() * 0.2;
    const foot: Vec = [(random() - 0.5) * 0.22, -0.03, (random() - 0.5) * 0.22];
    const tip: Vec = [foot[0] + Math.cos(angle) * lean, tall, foot[2] + Math.sin(angle) * lean];
    blades.push(stick(foot, tip, 0.012, 0.002));
  }
  return join(...blades);
}

function grassPaint(base: number, tip: number): Paint {
  const a = rgb(base);
  const b = rgb(tip);
  return (_x, y, _z, out) => {
    dyeBetween(out, a, b, Math.min(Math.max(y * 3.4, 0), 1));
    finish(out, { soft: 0.6 });
  };
}

const tufts = [1, 2, 3].flatMap((seed) =>
  [grassPaint(0x3a5a26, 0x93a655), grassPaint(0x35562a, 0x7a9a4a)].map((paint) => ({
    ...part(tuftShape(seed), paint),
    slight: true,
  })),
) as [Part, ...Part[]];

/** Tufts of grass scattered where `keep` allows, thinner with distance from `eye`. */
export function grass(
  seed: number,
  count: number,
  where: (a: number, b: number) => Vec,
  keep: (at: Vec) => boolean,
): Part[] {
  const random = seeded(seed);
  const result: Part[] = [];
  for (let i = 0; i < count; i++) {
    const at = where(random(), random());
    const size = 0.7 + random() * 0.7;
    const turn = random() * 6.3;
    const kind = pick(tufts, random());
    if (keep(at)) result.push(...place([kind], { at, size, turn }));
  }
  return result;
}

function bloom(petal: number): Part[] {
  const colour = rgb(petal);
  const petals = Array.from({ length: 6 }, (_, i): Shape => {
    const angle = (i * Math.PI) / 3;
    return stick([0, 0.3, 0], [Math.cos(angle) * 0.045, 0.315, Math.sin(angle) * 0.045], 0.018, 0.022);
  });
  const paint: Paint = (_x, _y, _z, out) => {
    dye(out, colour);
    finish(out, { soft: 0.5 });
  };
  return [
    part(join(...petals), paint),
    part(stick([0, 0.318, 0], [0, 0.318, 0], 0.026), plain(0xe9b21e)),
    part(stick([0, 0, 0], [0, 0.3, 0], 0.007), plain(0x4f7d2a)),
  ];
}

const blooms = [bloom(0xf6f4ee), bloom(0xf2c832), bloom(0xc63a34)] as const;

export function flower(kind: 0 | 1 | 2, at: Vec, size: number, turn: number): Part[] {
  return place(blooms[kind], { at, size, turn, tilt: 0.15 });
}
