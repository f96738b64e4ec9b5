import { fraction, rgb } from '../core/maths.ts';
import { lattice } from '../core/noise.ts';
import { dye, finish } from '../core/paints.ts';
import type { Paint } from '../core/parts.ts';

export interface Label {
  base: number;
  band: number;
  ink: number;
}

/** Whether a label point, -1 to 1 both ways, lies on its lettering: rows of word-like marks. */
function lettering(u: number, v: number, seed: number): boolean {
  const row = Math.floor(v * 9);
  if (Math.abs(u) > 0.62 || row > -2 || row < -6) return false;
  const word = lattice(Math.floor(u * 14), row, seed) > 0.25;
  return word && fraction(v * 9) > 0.3 && fraction(v * 9) < 0.75;
}

/** Label artwork: a band, a round emblem, a title bar and small print. */
export function printed(label: Label, u: number, v: number, seed: number, out: Parameters<Paint>[3]): void {
  const base = rgb(label.base);
  const band = rgb(label.band);
  const ink = rgb(label.ink);
  const emblem = Math.hypot(u * 0.85, (v - 0.38) * 1.1);
  const points = seed % 3 === 0 ? 0 : 5 + (seed % 4);
  const petals = 0.28 + 0.05 * Math.cos(Math.atan2(v - 0.38, u) * points);
  const slanted = seed % 2 === 0 && v > 0.02 && fraction((u + v * 0.6) * 2.2) < 0.5;
  const title =
    Math.abs(u) < 0.6 &&
    Math.abs(v + 0.08) < 0.1 &&
    lattice(Math.floor(u * 9), 3, seed) > 0.12 &&
    fraction(u * 9) > 0.18;
  if (Math.abs(v) > 0.86) dye(out, band);
  else if (slanted && emblem > 0.4) dye(out, band);
  else if (emblem < petals) dye(out, emblem < petals * 0.55 ? base : band);
  else if (title || lettering(u, v, seed)) dye(out, ink);
  else dye(out, base);
}

export const paper = { shine: 0.03, dull: 0.45 };
export const gloss = { shine: 0.05, dull: 0.12 };

/** Wraps a label round an upright thing between two heights; the rest takes `under`. */
export function wrapped(label: Label, low: number, high: number, seed: number, under: Paint): Paint {
  return (x, y, z, out) => {
    if (y < low || y > high) return under(x, y, z, out);
    const u = Math.atan2(x, z) / 1.35;
    printed(label, Math.max(-1.6, Math.min(1.6, u)), ((y - low) / (high - low)) * 2 - 1, seed, out);
    finish(out, paper);
  };
}
