import { describeGround, describePart, newSurface } from './describe.ts';
import { march, nearest, type Ray, shadow } from './march.ts';
import { clamp, ramp, scaleVec, type Vec } from './maths.ts';
import type { Part, Surface } from './parts.ts';
import type { Scene } from './scene.ts';
import type { Node } from './tree.ts';

/** All parts, for seeing; and those that cast shadows. */
export interface World {
  all: Node | null;
  solid: Node | null;
}

/** Where the ray meets the ground, or Infinity. */
function meetsGround(scene: Scene, ray: Ray): number {
  const ground = scene.ground;
  if (!ground) return Infinity;
  const { height, top = 0 } = ground;
  const flat = ray.oy > top ? (ray.dy < 0 ? (top - ray.oy) / ray.dy : Infinity) : 0;
  if (!height) return flat > 0 ? flat : Infinity;
  let t = flat;
  for (let i = 0; i < 160 && t < ray.t; i++) {
    const d = ray.oy + ray.dy * t - height(ray.ox + ray.dx * t, ray.oz + ray.dz * t);
    if (d < ray.spread * t * 0.5 + 1e-4) return t;
    if (ray.dy > 0 && ray.oy + ray.dy * t > top) return Infinity;
    t += d * 0.6;
  }
  return t < ray.t ? t : Infinity;
}

/** Follows one ray and writes the light that comes back along it; returns what it met. */
export function look(
  scene: Scene,
  world: World,
  ray: Ray,
  depth: number,
  out: [number, number, number],
): Part | 'ground' | null {
  const { light } = scene;
  const far = ray.t;
  march(world.all, ray);
  const groundAt = meetsGround(scene, ray);
  const onGround = groundAt < ray.t;
  if (onGround) {
    ray.t = groundAt;
    ray.part = null;
  }
  if (ray.t >= far) {
    [out[0], out[1], out[2]] = light.sky(ray.dx, ray.dy, ray.dz);
    return null;
  }
  const s = newSurface();
  const x = ray.ox + ray.dx * ray.t;
  const y = ray.oy + ray.dy * ray.t;
  const z = ray.oz + ray.dz * ray.t;
  const wide = ray.spread * ray.t;
  if (onGround) describeGround(scene, x, y, z, wide, s);
  else if (ray.part) describePart(ray.part, x, y, z, wide, s);
  shine(scene, world, ray, s, [x, y, z], depth, out);
  if (scene.haze) {
    const clear = Math.exp(-((ray.t / scene.haze.distance) ** 1.5));
    for (const i of [0, 1, 2] as const) out[i] = scene.haze.colour[i] * (1 - clear) + out[i] * clear;
  }
  return onGround ? 'ground' : ray.part;
}

/** How far along the surface's direction to feel for neighbours, and how much each counts. */
const taps: [share: number, weight: number][] = [
  [0.06, 0.15],
  [0.2, 0.25],
  [0.5, 0.3],
  [1, 0.3],
];

/** How open a point is to the sky: 1 free, towards 0 in corners. */
function openness(
  scene: Scene,
  world: World,
  slight: boolean,
  s: Surface,
  x: number,
  y: number,
  z: number,
): number {
  const ground = scene.ground;
  if (slight) return 0.9;
  let sum = 0;
  for (const [share, weight] of taps) {
    const h = scene.corners * share;
    const qy = y + s.ny * h;
    let d = nearest(world.solid, x + s.nx * h, qy, z + s.nz * h, h);
    if (ground) d = Math.min(d, qy - (ground.height?.(x + s.nx * h, z + s.nz * h) ?? 0));
    sum += weight * clamp(d / h);
  }
  return sum;
}

function shine(
  scene: Scene,
  world: World,
  ray: Ray,
  s: Surface,
  at: Vec,
  depth: number,
  out: [number, number, number],
): void {
  const { light } = scene;
  const [lx, ly, lz] = light.sun;
  const facing = s.nx * lx + s.ny * ly + s.nz * lz;
  const lift = 0.002 + ray.spread * ray.t * 1.2;
  const sx = at[0] + s.nx * lift;
  const sy = at[1] + s.ny * lift;
  const sz = at[2] + s.nz * lift;
  const wrapped = clamp((facing + s.soft) / (1 + s.soft));
  let sunlit = 0;
  if (wrapped > 0) {
    const ask = { ox: sx, oy: sy, oz: sz, dx: lx, dy: ly, dz: lz, t: 400, part: null, spread: 0 };
    const free = shadow(world.solid, ask, light.width, scene.shadowPad);
    sunlit = wrapped * ramp(-1, 1, free);
  }
  const open = openness(scene, world, ray.part?.slight ?? false, s, at[0], at[1], at[2]);
  const up = 0.5 + 0.5 * s.ny;
  const colour: Vec = [s.r, s.g, s.b];
  const toward = -(s.nx * ray.dx + s.ny * ray.dy + s.nz * ray.dz);
  const mx = ray.dx + 2 * toward * s.nx;
  const my = ray.dy + 2 * toward * s.ny;
  const mz = ray.dz + 2 * toward * s.nz;
  const rim = (1 - clamp(toward)) ** 5 * (1 - s.dull * 0.8);
  const mirror = s.shine > 0 ? s.shine + (1 - s.shine) * rim : 0;
  let seen: Vec = [0, 0, 0];
  let glint = 0;
  if (mirror > 0) {
    const sharp = 2 / Math.max(s.dull ** 4, 1e-4);
    const lobe = clamp(mx * lx + my * ly + mz * lz) ** sharp;
    glint = Math.min(lobe * (sharp + 2) * 0.08, 25) * (sunlit > 0 ? sunlit / Math.max(wrapped, 0.2) : 0);
    if (depth > 0 && s.dull < 0.35 && mirror > 0.02) {
      const bounce = {
        ox: sx,
        oy: sy,
        oz: sz,
        dx: mx || 1e-9,
        dy: my || 1e-9,
        dz: mz || 1e-9,
        t: 300,
        part: null,
        spread: ray.spread + s.dull * 0.05,
      };
      const got: [number, number, number] = [0, 0, 0];
      look(scene, world, bounce, depth - 1, got);
      seen = got;
    } else {
      seen = scaleVec(light.sky(mx, Math.abs(my), mz), (my > 0 ? 1 : 0.35) * open);
    }
  }
  for (const i of [0, 1, 2] as const) {
    const around = (light.below[i] * (1 - up) + light.above[i] * up) * open * (0.55 + 0.45 * open);
    const spread = colour[i] * (1 - s.metal) * (light.sunColour[i] * sunlit + around);
    const tint = s.metal * colour[i] + (1 - s.metal);
    out[i] = spread * (1 - mirror * (1 - s.metal)) + tint * mirror * (seen[i] + glint * light.sunColour[i]);
  }
}
