import type { Vec } from '../core/maths.ts';
import { noise } from '../core/noise.ts';
import { revolve } from '../core/outlines.ts';
import { plain } from '../core/paints.ts';
import { type Part, part, place } from '../core/parts.ts';
import { cut, type Shape, stick, tube } from '../core/shapes.ts';
import { brass } from './fasteners.ts';
import { profile } from './vessels.ts';

/** A roll of tape lying 1.8 wide. */
export function tapeRoll(hex: number, at: Vec): Part[] {
  const tape = plain(hex, { shine: 0.045, dull: 0.3 }, 0.04);
  const wound: Shape = (x, _y, z) => 0.004 * Math.sin(Math.hypot(x, z) * 160);
  const body = cut(tube(0.9, 0.28, 0.03), tube(0.6, 1));
  const core = cut(tube(0.61, 0.285, 0.01), tube(0.54, 1));
  return place([part(body, tape, wound), part(core, plain(0xb08a5c))], { at: [at[0], at[1] + 0.29, at[2]] });
}

/** An oil can two units high. */
export function oilCan(hex: number, at: Vec): Part[] {
  const body = revolve(
    profile([
      [0.001, 0],
      [0.62, 0],
      [0.64, 0.1],
      [0.6, 0.75],
      [0.28, 1.15],
      [0.1, 1.35],
      [0.001, 1.36],
    ]),
  );
  const spout = stick([0, 1.3, 0], [0.75, 2.1, 0], 0.07, 0.025);
  const worn: Shape = (x, y, z) => 0.004 * noise(x * 12, y * 12, z * 12);
  return place([part(body, plain(hex, { shine: 0.05, dull: 0.25 }, 0.1), worn), part(spout, brass)], {
    at,
    turn: 0.7,
  });
}
