import { clamp } from './maths.ts';

/** A repeatable number in [0, 1) for a point of the whole-number lattice. */
export function lattice(x: number, y: number, z: number): number {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(z, 0x1e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

/** Smooth noise in [0, 1] with features about one unit wide. */
export function noise(x: number, y: number, z: number): number {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const iz = Math.floor(z);
  let u = x - ix;
  let v = y - iy;
  let w = z - iz;
  u = u * u * (3 - 2 * u);
  v = v * v * (3 - 2 * v);
  w = w * w * (3 - 2 * w);
  const low = square(ix, iy, iz, u, v);
  return low + (square(ix, iy, iz + 1, u, v) - low) * w;
}

function square(ix: number, iy: number, iz: number, u: number, v: number): number {
  const a = lattice(ix, iy, iz);
  const b = lattice(ix, iy + 1, iz);
  const near = a + (lattice(ix + 1, iy, iz) - a) * u;
  return near + (b + (lattice(ix + 1, iy + 1, iz) - b) * u - near) * v;
}

export function noise2(x: number, y: number): number {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const u = x - ix;
  const v = y - iy;
  return square(ix, iy, 7, u * u * (3 - 2 * u), v * v * (3 - 2 * v));
}

/** Several octaves of noise, still within [0, 1]. */
export function rough(x: number, y: number, z: number, octaves: number): number {
  let sum = 0;
  let weight = 0.5;
  let total = 0;
  let scale = 1;
  for (let i = 0; i < octaves; i++) {
    sum += weight * noise(x * scale + i * 17.3, y * scale, z * scale + i * 5.1);
    total += weight;
    weight *= 0.5;
    scale *= 2.03;
  }
  return sum / total;
}

export function rough2(x: number, y: number, octaves: number): number {
  let sum = 0;
  let weight = 0.5;
  let total = 0;
  let scale = 1;
  for (let i = 0; i < octaves; i++) {
    sum += weight * noise2(x * scale + i * 17.3, y * scale + i * 9.7);
    total += weight;
    weight *= 0.5;
    scale *= 2.03;
  }
  return sum / total;
}

export interface Cell {
  /** Distance to the nearest seed, and to the second nearest. */
  first: number;
  second: number;
  /** A repeatable number in [0, 1) that belongs to the nearest seed. */
  id: number;
}

/** Writes the Voronoi cell of a plane point into `out`; seeds are one unit apart. */
export function cellAt(x: number, y: number, out: Cell): void {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  out.first = 9;
  out.second = 9;
  for (let j = -1; j <= 1; j++) {
    for (let i = -1; i <= 1; i++) {
      const cx = ix + i + lattice(ix + i, iy + j, 1);
      const cy = iy + j + lattice(ix + i, iy + j, 2);
      const d = Math.hypot(cx - x, cy - y);
      if (d < out.first) {
        out.second = out.first;
        out.first = d;
        out.id = lattice(ix + i, iy + j, 3);
      } else if (d < out.second) {
        out.second = d;
      }
    }
  }
}

/** Noise stretched in contrast around its middle. */
export function crisp(value: number, contrast: number): number {
  return clamp((value - 0.5) * contrast + 0.5);
}
