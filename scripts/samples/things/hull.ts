import { clamp, rgb } from '../core/maths.ts';
import { noise } from '../core/noise.ts';
import { dye, finish } from '../core/paints.ts';
import type { Paint } from '../core/parts.ts';
import type { Shape } from '../core/shapes.ts';

interface HullSize {
  /** Half the length, half the width, and height above the water. */
  long: number;
  wide: number;
  high: number;
}

/** Half the hull's width at a place along it and a height, before it is hollowed. */
function halfWidth({ long, wide, high }: HullSize, x: number, y: number): number {
  const t = clamp(x / long, -1, 1);
  const plan = t > -0.2 ? 1 - ((t + 0.2) / 1.2) ** 2.3 : 1 - 0.16 * ((-0.2 - t) / 0.8) ** 2;
  return wide * plan * (0.66 + 0.34 * clamp((y + 0.3) / (high + 0.3)));
}

function rimHeight({ long, high }: HullSize, x: number): number {
  const t = clamp(x / long, -1, 1);
  return high * (0.72 + 0.28 * t * t + (t > 0 ? 0.14 * t * t : 0));
}

/** An open hull with its bow towards +x. */
export function hull(size: HullSize): Shape {
  return (x, y, z) => {
    const side = Math.abs(z) - halfWidth(size, x, y);
    const outer = Math.max(side, y - rimHeight(size, x), -0.5 - y, Math.abs(x) - size.long);
    const hollow = Math.max(side + size.wide * 0.11, 0.12 - y, Math.abs(x + 0.08) - size.long * 0.93);
    return Math.max(outer, -hollow) * 0.6;
  };
}

export interface BoatColours {
  side: number;
  stripe: number;
}

export function hullPaint(size: HullSize, { side, stripe }: BoatColours): Paint {
  const [a, b, keel, deck, plank] = [rgb(side), rgb(stripe), rgb(0x7a2a20), rgb(0xb98c58), rgb(0x8d6238)];
  return (x, y, z, out) => {
    const edge = rimHeight(size, x);
    const inside =
      x > -0.95 * size.long && Math.abs(z) < halfWidth(size, x, y) - size.wide * 0.05 && y < edge - 0.01;
    if (inside || y > edge - 0.025) dye(out, (Math.floor(z * 7) & 1) === 0 ? deck : plank);
    else dye(out, y > edge - size.high * 0.24 ? b : y < 0.1 ? keel : a, 0.92 + 0.12 * noise(x * 2, y * 9, z));
    finish(out, { shine: 0.04, dull: 0.3 });
  };
}
