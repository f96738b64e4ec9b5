import { rgb, type Vec } from '../core/maths.ts';
import { noise, rough } from '../core/noise.ts';
import { curve, revolve } from '../core/outlines.ts';
import { dye, dyeBetween, finish, mottled, plain } from '../core/paints.ts';
import { type Paint, type Part, part, place } from '../core/parts.ts';
import { ball, box, cut, join, move, stick, tube } from '../core/shapes.ts';

export function strawberry(at: Vec, turn: number): Part[] {
  const body = revolve(
    curve([
      [0, -0.3],
      [0.14, -0.16],
      [0.23, 0.04],
      [0.19, 0.17],
      [0, 0.2],
      [-0.19, 0.17],
      [-0.23, 0.04],
      [-0.14, -0.16],
    ]),
  );
  const pips: Paint = (x, y, z, out) => {
    const row = Math.floor(y * 16);
    const along = (Math.atan2(z, x) / 6.283) * 14 + (row % 2) * 0.5;
    const spot = Math.hypot(along - Math.floor(along) - 0.5, (y * 16 - row - 0.5) * 0.8) < 0.17;
    dye(out, spot ? rgb(0xe8c25a) : rgb(0xc8171d), 1);
    finish(out, { shine: 0.045, dull: 0.25 });
  };
  const leaves = Array.from({ length: 6 }, (_, i) =>
    stick([0, 0.2, 0], [Math.cos(i * 1.05) * 0.17, 0.19, Math.sin(i * 1.05) * 0.17], 0.035, 0.012),
  );
  const leafy = part(
    join(...leaves, stick([0, 0.2, 0], [0.03, 0.3, 0], 0.018)),
    plain(0x4c8a34, { soft: 0.3 }),
  );
  return place([part(body, pips), leafy], { at: [at[0], at[1] + 0.2, at[2]], turn, tilt: 1.75 });
}

export function orange(at: Vec): Part[] {
  const peel = part(
    ball(0.46),
    plain(0xf08a1c, { shine: 0.03, dull: 0.7 }, 0.06),
    (x, y, z) => 0.006 * noise(x * 24, y * 30, z * 30),
  );
  return place([peel, part(move(tube(0.05, 0.02, 0.01), 0, 0.455, 0), plain(0x6a7a32))], {
    at: [at[0], at[1] + 0.45, at[2]],
    tilt: 0.3,
  });
}

export function halfOrange(at: Vec, turn: number): Part[] {
  const flesh: Paint = (x, y, z, out) => {
    const r = Math.hypot(x, z);
    const wedge = Math.abs((((Math.atan2(z, x) / 6.2832) * 10 + 20) % 1) - 0.5);
    const pith = r > 0.4 || r < 0.04 || wedge * r > 0.5 * r - 0.018;
    if (r > 0.435 || y < -0.02) dye(out, rgb(0xf08a1c));
    else if (pith) dye(out, rgb(0xf7dca6));
    else dyeBetween(out, rgb(0xf0931f), rgb(0xfbb84a), rough(x * 14, 0, z * 14, 2));
    finish(out, { shine: 0.04, dull: 0.25, soft: 0.1 });
  };
  return place([part(cut(ball(0.46), move(box(1, 0.5, 1), 0, 0.5, 0)), flesh)], {
    at: [at[0], at[1] + 0.44, at[2]],
    turn,
  });
}

export function blueberry(at: Vec, turn: number): Part[] {
  const berry = cut(ball(0.11), move(ball(0.045), 0, 0.115, 0));
  return place([part(berry, mottled(0x2b3566, 0x5a6a9a, 9, { shine: 0.02, dull: 0.6 }))], {
    at: [at[0], at[1] + 0.1, at[2]],
    turn,
    tilt: 0.6 * Math.sin(turn * 7),
  });
}
