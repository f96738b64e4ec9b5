import { mix, pick, rgb, seeded, type Vec } from '../core/maths.ts';
import { noise, rough } from '../core/noise.ts';
import { dyeBetween, finish, mottled, plain } from '../core/paints.ts';
import { type Paint, type Part, part, place } from '../core/parts.ts';
import { blend, egg, move, type Shape, stick, turnY } from '../core/shapes.ts';

/** A ring doughnut with icing and sprinkles, about 1.2 wide. */
export function doughnut(icing: number, at: Vec, seed: number, sprinkled = true): Part[] {
  const random = seeded(seed);
  const torus =
    (thick: number): Shape =>
    (x, y, z) =>
      Math.hypot(Math.hypot(x, z) - 0.38, y * 1.12) * 0.93 - thick;
  const drip: Shape = (x, y, z) => {
    const angle = Math.atan2(z, x);
    const edge = 0.02 + 0.05 * Math.sin(angle * 5 + seed) + 0.03 * Math.sin(angle * 9 + seed * 2);
    const a = torus(0.218)(x, y, z);
    const b = (edge - y) * 0.8;
    const h = Math.max(0.06 - Math.abs(a - b), 0) / 0.06;
    return Math.max(a, b) + h * h * 0.015;
  };
  const parts = [
    part(
      torus(0.2),
      mottled(0xd89a52, 0xb06c2c, 3, { shine: 0.02, dull: 0.6 }),
      (x, y, z) => 0.01 * noise(x * 22, y * 22, z * 22),
    ),
    part(drip, plain(icing, { shine: 0.045, dull: 0.2 }, 0.05)),
  ];
  const colours = [0xffffff, 0xf3d03e, 0x58b7e8, 0xef5a7a, 0x7ccf6a].map((hex) =>
    plain(hex, { shine: 0.03, dull: 0.4 }),
  ) as [Paint, ...Paint[]];
  const grains = colours.map((paint) => part(stick([-0.035, 0, 0], [0.035, 0, 0], 0.014), paint)) as [
    Part,
    ...Part[],
  ];
  for (let i = 0; sprinkled && i < 70; i++) {
    const angle = random() * 6.283;
    const lift = mix(0.35, Math.PI - 0.35, random());
    const r = 0.38 + Math.cos(lift) * 0.235;
    parts.push(
      ...place([pick(grains, random())], {
        at: [Math.cos(angle) * r, Math.sin(lift) * 0.21, Math.sin(angle) * r],
        turn: random() * 6,
      }),
    );
  }
  return place(parts, { at: [at[0], at[1] + 0.18, at[2]], turn: seed });
}

export function croissant(at: Vec, turn: number): Part[] {
  const rolls: Shape[] = [];
  for (let i = -4; i <= 4; i++) {
    const angle = i * 0.27;
    const fat = 0.33 - 0.014 * i * i;
    rolls.push(
      move(
        turnY(egg(0.17, fat, fat * 1.05), angle),
        Math.sin(angle) * 0.85,
        0.2,
        -Math.cos(angle) * 0.85 + 0.7,
      ),
    );
  }
  const crust = mottled(0xe2a552, 0x9a5a20, 3.5, { shine: 0.03, dull: 0.45 }, 2.6);
  return place([part(blend(0.035, ...rolls), crust, (x, y, z) => 0.014 * rough(x * 20, y * 9, z * 12, 3))], {
    at,
    turn,
  });
}

export function friedEgg(at: Vec, turn: number): Part[] {
  const edge: Shape = (x, y, z) =>
    0.12 * Math.sin(Math.atan2(z, x) * 3 + 1) + 0.06 * Math.sin(Math.atan2(z, x) * 5) + 0 * y;
  const white: Shape = (x, y, z) =>
    (Math.hypot(Math.max(Math.hypot(x, z) - 0.42 - edge(x, y, z), 0), y) - 0.045) * 0.6;
  const whitePaint: Paint = (x, _y, z, out) => {
    const rim = Math.hypot(x, z) - 0.45 - edge(x, 0, z);
    dyeBetween(
      out,
      rgb(0xf7f3ea),
      rgb(0xc98f46),
      Math.min(Math.max(rim * 12 + noise(x * 9, 0, z * 9) - 0.6, 0), 1),
    );
    finish(out, { shine: 0.04, dull: 0.3, soft: 0.1 });
  };
  const yolk = part(
    move(egg(0.22, 0.13, 0.22), 0.04, 0.04, 0),
    plain(0xf5a31b, { shine: 0.05, dull: 0.15, soft: 0.2 }, 0.05),
  );
  return place([part(white, whitePaint), yolk], { at, turn });
}
