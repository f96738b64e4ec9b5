import { ramp, rgb, type Vec } from '../core/maths.ts';
import { noise } from '../core/noise.ts';
import { dye, finish } from '../core/paints.ts';
import { type Paint, type Part, part, place } from '../core/parts.ts';
import { box } from '../core/shapes.ts';
import { paper } from './labels.ts';

const segments = [
  0b1110111, 0b0100100, 0b1011101, 0b1101101, 0b0101110, 0b1101011, 0b1111011, 0b0100101, 0b1111111,
  0b1101111,
];

/** Whether a point of a digit's unit square is inked, in the seven bars of a clock face. */
function digit(value: number, u: number, v: number): boolean {
  const bars = segments[value] ?? 0;
  const middleX = Math.abs(u - 0.5) < 0.4;
  const bar = (n: number, inside: boolean): boolean => inside && (bars >> n) % 2 === 1;
  return (
    bar(0, middleX && v > 0.86) ||
    bar(1, u < 0.2 && v > 0.5) ||
    bar(2, u > 0.8 && v > 0.5) ||
    bar(3, middleX && Math.abs(v - 0.5) < 0.07) ||
    bar(4, u < 0.2 && v < 0.5) ||
    bar(5, u > 0.8 && v < 0.5) ||
    bar(6, middleX && v < 0.14)
  );
}

/** A price tag for the shelf's edge; `cents` such as 249. */
export function priceTag(cents: number, hex: number, at: Vec): Part[] {
  const figures = [Math.floor(cents / 100), Math.floor(cents / 10) % 10, cents % 10];
  const paint: Paint = (x, y, _z, out) => {
    const v = (y + 0.075) / 0.15;
    let ink = false;
    figures.forEach((figure, i) => {
      const u = (x + 0.17 - i * 0.13 - (i > 0 ? 0.04 : 0)) / 0.085;
      if (u > 0 && u < 1 && v > 0 && v < 1) ink ||= digit(figure, u, v);
    });
    const point = Math.hypot(x + 0.06, y + 0.065) < 0.014;
    dye(out, ink || point ? rgb(0x17181a) : rgb(hex), 0.98 + 0.02 * noise(x * 30, y * 30, 1));
    dye(out, [out.r, out.g, out.b], 0.55 + 0.45 * ramp(0.0, 0.01, 0.27 - Math.abs(x)));
    finish(out, paper);
  };
  return place([part(box(0.27, 0.13, 0.012, 0.008), paint)], { at, tilt: -0.12 });
}
