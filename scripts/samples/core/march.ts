import { clamp } from './maths.ts';
import type { Part } from './parts.ts';
import type { Node } from './tree.ts';

export interface Ray {
  ox: number;
  oy: number;
  oz: number;
  dx: number;
  dy: number;
  dz: number;
  /** Distance to the nearest hit so far; at first how far to look. */
  t: number;
  part: Part | null;
  /** Width of a pixel per unit of distance: how near counts as a hit. */
  spread: number;
}

/** Where the ray enters a box, or Infinity when it misses; starts inside count as 0. */
function enters(node: Node, ray: Ray, pad: number): number {
  const ax = (node.lx - pad - ray.ox) / ray.dx;
  const bx = (node.hx + pad - ray.ox) / ray.dx;
  const ay = (node.ly - pad - ray.oy) / ray.dy;
  const by = (node.hy + pad - ray.oy) / ray.dy;
  const az = (node.lz - pad - ray.oz) / ray.dz;
  const bz = (node.hz + pad - ray.oz) / ray.dz;
  const from = Math.max(Math.min(ax, bx), Math.min(ay, by), Math.min(az, bz), 0);
  const to = Math.min(Math.max(ax, bx), Math.max(ay, by), Math.max(az, bz));
  return from <= to ? from : Infinity;
}

/** The stretch of a ray inside a part's own box, in the part's own space and units. */
const own = { ox: 0, oy: 0, oz: 0, dx: 0, dy: 0, dz: 0, from: 0, to: 0 };

function intoOwn(part: Part, ray: Ray, pad: number): boolean {
  const { ax, ay, az, at, box } = part;
  const x = (ray.ox - at[0]) / part.size;
  const y = (ray.oy - at[1]) / part.size;
  const z = (ray.oz - at[2]) / part.size;
  own.ox = ax[0] * x + ax[1] * y + ax[2] * z;
  own.oy = ay[0] * x + ay[1] * y + ay[2] * z;
  own.oz = az[0] * x + az[1] * y + az[2] * z;
  own.dx = ax[0] * ray.dx + ax[1] * ray.dy + ax[2] * ray.dz || 1e-9;
  own.dy = ay[0] * ray.dx + ay[1] * ray.dy + ay[2] * ray.dz || 1e-9;
  own.dz = az[0] * ray.dx + az[1] * ray.dy + az[2] * ray.dz || 1e-9;
  const gap = pad / part.size;
  const x1 = (box.low[0] - gap - own.ox) / own.dx;
  const x2 = (box.high[0] + gap - own.ox) / own.dx;
  const y1 = (box.low[1] - gap - own.oy) / own.dy;
  const y2 = (box.high[1] + gap - own.oy) / own.dy;
  const z1 = (box.low[2] - gap - own.oz) / own.dz;
  const z2 = (box.high[2] + gap - own.oz) / own.dz;
  own.from = Math.max(Math.min(x1, x2), Math.min(y1, y2), Math.min(z1, z2), 0);
  own.to = Math.min(Math.max(x1, x2), Math.max(y1, y2), Math.max(z1, z2), ray.t / part.size);
  return own.from <= own.to;
}

function marchPart(part: Part, ray: Ray): void {
  if (!intoOwn(part, ray, 0)) return;
  const { ox, oy, oz, dx, dy, dz, to } = own;
  let t = own.from;
  for (let i = 0; i < 110 && t <= to; i++) {
    const d = part.shape(ox + dx * t, oy + dy * t, oz + dz * t);
    if (d < ray.spread * t * 0.4 + 1e-5) {
      ray.t = t * part.size;
      ray.part = part;
      return;
    }
    t += d;
  }
}

/** Shortens the ray to the nearest part it meets, if any. */
export function march(node: Node | null, ray: Ray): void {
  if (!node) return;
  if (node.part) {
    marchPart(node.part, ray);
    return;
  }
  if (!node.near || !node.far) return;
  const a = enters(node.near, ray, 0);
  const b = enters(node.far, ray, 0);
  const [first, second] = a <= b ? [node.near, node.far] : [node.far, node.near];
  if (Math.min(a, b) < ray.t) march(first, ray);
  if (Math.max(a, b) < ray.t) march(second, ray);
}

/** Light left after one part: -1 hidden, 1 free, between them the shadow's soft edge. */
function shadowOf(part: Part, ray: Ray, width: number, pad: number): number {
  if (!intoOwn(part, ray, pad)) return 1;
  const { ox, oy, oz, dx, dy, dz, to } = own;
  const least = 0.012 / part.size;
  let t = Math.max(own.from, least);
  let light = 1;
  for (let i = 0; i < 60 && t <= to; i++) {
    const d = part.shape(ox + dx * t, oy + dy * t, oz + dz * t);
    light = Math.min(light, d / (width * t));
    if (light < -1) return -1;
    t += Math.max(Math.abs(d), least);
  }
  return light;
}

/** Least light over all parts, in [-1, 1]; `width` is the light's half width per distance. */
export function shadow(node: Node | null, ray: Ray, width: number, pad: number): number {
  if (!node || enters(node, ray, pad) > ray.t) return 1;
  if (node.part) return shadowOf(node.part, ray, width, pad);
  const first = shadow(node.near, ray, width, pad);
  return first <= -1 ? -1 : Math.min(first, shadow(node.far, ray, width, pad));
}

/** Distance from a point to the nearest part, or `cap` when nothing is nearer. */
export function nearest(node: Node | null, x: number, y: number, z: number, cap: number): number {
  if (!node) return cap;
  const bx = Math.max(node.lx - x, x - node.hx, 0);
  const by = Math.max(node.ly - y, y - node.hy, 0);
  const bz = Math.max(node.lz - z, z - node.hz, 0);
  if (bx * bx + by * by + bz * bz >= cap * cap) return cap;
  if (!node.part) return nearest(node.far, x, y, z, nearest(node.near, x, y, z, cap));
  const { ax, ay, az, at, size, shape } = node.part;
  const px = (x - at[0]) / size;
  const py = (y - at[1]) / size;
  const pz = (z - at[2]) / size;
  const d = shape(
    ax[0] * px + ax[1] * py + ax[2] * pz,
    ay[0] * px + ay[1] * py + ay[2] * pz,
    az[0] * px + az[1] * py + az[2] * pz,
  );
  return clamp(d * size, 0, cap);
}
