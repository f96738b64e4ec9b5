import { clamp, mix, ramp, rgb, type Vec } from './maths.ts';
import { crisp, noise, rough } from './noise.ts';
import type { Paint, Surface } from './parts.ts';
import type { Shape } from './shapes.ts';

export interface Finish {
  shine?: number;
  dull?: number;
  metal?: number;
  soft?: number;
}

export function dye(out: Surface, colour: Vec, brightness = 1): void {
  out.r = colour[0] * brightness;
  out.g = colour[1] * brightness;
  out.b = colour[2] * brightness;
}

export function dyeBetween(out: Surface, a: Vec, b: Vec, t: number): void {
  out.r = mix(a[0], b[0], t);
  out.g = mix(a[1], b[1], t);
  out.b = mix(a[2], b[2], t);
}

export function finish(out: Surface, { shine = 0, dull = 1, metal = 0, soft = 0 }: Finish): void {
  out.shine = shine;
  out.dull = dull;
  out.metal = metal;
  out.soft = soft;
}

/** One colour with slight unevenness, so that large faces do not look plastic. */
export function plain(hex: number, look: Finish = {}, uneven = 0.12, scale = 3): Paint {
  const colour = rgb(hex);
  return (x, y, z, out) => {
    dye(out, colour, 1 - uneven + 2 * uneven * rough(x * scale, y * scale, z * scale, 3));
    finish(out, look);
  };
}

/** Two colours in soft patches. */
export function mottled(a: number, b: number, scale: number, look: Finish = {}, contrast = 2.2): Paint {
  const from = rgb(a);
  const to = rgb(b);
  return (x, y, z, out) => {
    dyeBetween(out, from, to, crisp(rough(x * scale, y * scale, z * scale, 4), contrast));
    finish(out, look);
  };
}

/** Wood with its grain along the shape's x axis. */
export function wood(
  light: number,
  dark: number,
  scale = 1,
  look: Finish = { shine: 0.03, dull: 0.6 },
): Paint {
  const a = rgb(light);
  const b = rgb(dark);
  return (x, y, z, out) => {
    const bend = noise(x * scale * 0.35, y * scale * 2, z * scale * 2) * 2.2;
    const rings = Math.sin((z * scale * 3 + y * scale * 5 + bend) * 5);
    const fibre = rough(x * scale * 1.2, y * scale * 22, z * scale * 22, 3);
    dyeBetween(out, a, b, clamp(0.35 + rings * 0.22 + (fibre - 0.5) * 0.9));
    finish(out, look);
  };
}

/** Bare metal with fine scratches; lower `dull` mirrors more sharply. */
export function metal(hex: number, dull = 0.3): Paint {
  const colour = rgb(hex);
  return (x, y, z, out) => {
    const worn = rough(x * 6, y * 6, z * 6, 3);
    dye(out, colour, 0.85 + worn * 0.3);
    finish(out, { shine: 0.9, dull: clamp(dull + (worn - 0.5) * 0.12, 0.05), metal: 0.92 });
  };
}

/** Bricks laid along x and z faces, `size` high. */
export function brick(a: number, b: number, mortar: number, size: number): Paint {
  const from = rgb(a);
  const to = rgb(b);
  const joint = rgb(mortar);
  return (x, y, z, out) => {
    const row = Math.floor(y / size);
    const along = (x + z) / (size * 2.6) + (row % 2) * 0.5;
    const gap = Math.min(along - Math.floor(along), 1 - along + Math.floor(along)) * 2.6;
    const rise = y / size - row;
    const inBrick = ramp(0.06, 0.1, gap) * ramp(0.06, 0.12, rise) * ramp(0.06, 0.12, 1 - rise);
    const tone = noise(Math.floor(along) * 7.3, row * 3.1, 1.5) * 0.8 + rough(x * 9, y * 9, z * 9, 2) * 0.3;
    dyeBetween(out, from, to, clamp(tone));
    dyeBetween(out, joint, [out.r, out.g, out.b], inBrick);
    finish(out, {});
  };
}

/** Even fine bumps for relief: `depth` high, `scale` per unit. */
export function grainy(depth: number, scale: number): Shape {
  return (x, y, z) => depth * rough(x * scale, y * scale, z * scale, 3);
}
