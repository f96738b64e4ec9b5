export type Vec = readonly [number, number, number];
export type Point = readonly [number, number];

export function clamp(x: number, low = 0, high = 1): number {
  return Math.max(low, Math.min(x, high));
}

export function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}

/** 0 below `from`, 1 above `to`, an S-curve between; `from` may exceed `to`. */
export function ramp(from: number, to: number, x: number): number {
  const t = clamp((x - from) / (to - from));
  return t * t * (3 - 2 * t);
}

export function fraction(x: number): number {
  return x - Math.floor(x);
}

export function normalise(v: Vec): Vec {
  const length = Math.hypot(v[0], v[1], v[2]) || 1;
  return [v[0] / length, v[1] / length, v[2] / length];
}

export function cross(a: Vec, b: Vec): Vec {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function mixVec(a: Vec, b: Vec, t: number): Vec {
  return [mix(a[0], b[0], t), mix(a[1], b[1], t), mix(a[2], b[2], t)];
}

export function scaleVec(v: Vec, factor: number): Vec {
  return [v[0] * factor, v[1] * factor, v[2] * factor];
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** Linear-light colour from an sRGB value such as 0xff8800. */
export function rgb(hex: number): Vec {
  return [linear(((hex >> 16) & 255) / 255), linear(((hex >> 8) & 255) / 255), linear((hex & 255) / 255)];
}

/** A repeatable random number source: the same seed gives the same numbers. */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function pick<T>(choices: readonly [T, ...T[]], random: number): T {
  return choices[Math.floor(random * choices.length)] ?? choices[0];
}
