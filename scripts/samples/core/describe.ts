import type { Vec } from './maths.ts';
import type { Part, Surface } from './parts.ts';
import type { Scene } from './scene.ts';

export function newSurface(): Surface {
  return { r: 0, g: 0, b: 0, shine: 0, dull: 1, metal: 0, soft: 0, nx: 0, ny: 1, nz: 0 };
}

function tilt(out: Surface, gx: number, gy: number, gz: number): void {
  const along = gx * out.nx + gy * out.ny + gz * out.nz;
  const x = out.nx - (gx - along * out.nx);
  const y = out.ny - (gy - along * out.ny);
  const z = out.nz - (gz - along * out.nz);
  const length = Math.hypot(x, y, z) || 1;
  out.nx = x / length;
  out.ny = y / length;
  out.nz = z / length;
}

export function describeGround(
  scene: Scene,
  x: number,
  y: number,
  z: number,
  wide: number,
  out: Surface,
): void {
  const { height, paint, relief } = scene.ground ?? { paint: () => undefined };
  const e = Math.max(wide, 0.004);
  out.nx = 0;
  out.ny = 1;
  out.nz = 0;
  if (height) {
    const h = height(x, z);
    tilt(out, (height(x + e, z) - h) / e, 0, (height(x, z + e) - h) / e);
  }
  paint(x, y, z, out);
  if (relief) {
    const h = relief(x, z);
    tilt(out, (relief(x + e, z) - h) / e, 0, (relief(x, z + e) - h) / e);
  }
}

/** A direction in the part's own space, as one in the world. */
function turned({ ax, ay, az }: Part, x: number, y: number, z: number): Vec {
  return [
    ax[0] * x + ay[0] * y + az[0] * z,
    ax[1] * x + ay[1] * y + az[1] * z,
    ax[2] * x + ay[2] * y + az[2] * z,
  ];
}

export function describePart(part: Part, x: number, y: number, z: number, wide: number, out: Surface): void {
  const { ax, ay, az, at, size, shape, relief } = part;
  const wx = (x - at[0]) / size;
  const wy = (y - at[1]) / size;
  const wz = (z - at[2]) / size;
  const px = ax[0] * wx + ax[1] * wy + ax[2] * wz;
  const py = ay[0] * wx + ay[1] * wy + ay[2] * wz;
  const pz = az[0] * wx + az[1] * wy + az[2] * wz;
  const e = Math.max(wide / size, 2e-4) * 0.6;
  const a = shape(px + e, py - e, pz - e);
  const b = shape(px - e, py - e, pz + e);
  const c = shape(px - e, py + e, pz - e);
  const d = shape(px + e, py + e, pz + e);
  const [nx, ny, nz] = turned(part, a - b - c + d, c - a - b + d, b - a - c + d);
  const length = Math.hypot(nx, ny, nz) || 1;
  out.nx = nx / length;
  out.ny = ny / length;
  out.nz = nz / length;
  part.paint(px, py, pz, out);
  if (!relief) return;
  const h = relief(px, py, pz);
  const f = e * 1.5;
  const gx = (relief(px + f, py, pz) - h) / f;
  const gy = (relief(px, py + f, pz) - h) / f;
  const gz = (relief(px, py, pz + f) - h) / f;
  tilt(out, ...turned(part, gx, gy, gz));
}
