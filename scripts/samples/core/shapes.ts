import { clamp, type Vec } from './maths.ts';

/** Signed distance to a surface: negative inside, never more than the true distance. */
export type Shape = (x: number, y: number, z: number) => number;

export function ball(radius: number): Shape {
  return (x, y, z) => Math.sqrt(x * x + y * y + z * z) - radius;
}

export function egg(rx: number, ry: number, rz: number): Shape {
  const least = Math.min(rx, ry, rz);
  return (x, y, z) => {
    const k0 = Math.sqrt((x / rx) ** 2 + (y / ry) ** 2 + (z / rz) ** 2);
    const k1 = Math.sqrt((x / rx ** 2) ** 2 + (y / ry ** 2) ** 2 + (z / rz ** 2) ** 2);
    return k1 < 1e-9 ? -least : (k0 * (k0 - 1)) / k1;
  };
}

/** A box by half its sides, with edges rounded by `round` inside those sides. */
export function box(hx: number, hy: number, hz: number, round = 0): Shape {
  return (x, y, z) => {
    const qx = Math.abs(x) - hx + round;
    const qy = Math.abs(y) - hy + round;
    const qz = Math.abs(z) - hz + round;
    const ax = Math.max(qx, 0);
    const ay = Math.max(qy, 0);
    const az = Math.max(qz, 0);
    const outside = Math.sqrt(ax * ax + ay * ay + az * az);
    return outside + Math.min(Math.max(qx, qy, qz), 0) - round;
  };
}

/** An upright cylinder. */
export function tube(radius: number, halfHeight: number, round = 0): Shape {
  return (x, y, z) => {
    const qr = Math.sqrt(x * x + z * z) - radius + round;
    const qy = Math.abs(y) - halfHeight + round;
    const ar = Math.max(qr, 0);
    const ay = Math.max(qy, 0);
    return Math.sqrt(ar * ar + ay * ay) + Math.min(Math.max(qr, qy), 0) - round;
  };
}

/** A lying torus: hole axis upright. */
export function ring(radius: number, thickness: number): Shape {
  return (x, y, z) => Math.hypot(Math.sqrt(x * x + z * z) - radius, y) - thickness;
}

/** A rod between two points with round ends; the radius may change along it. */
export function stick(a: Vec, b: Vec, radius: number, endRadius = radius): Shape {
  const ex = b[0] - a[0];
  const ey = b[1] - a[1];
  const ez = b[2] - a[2];
  const squared = ex * ex + ey * ey + ez * ez || 1;
  return (x, y, z) => {
    const px = x - a[0];
    const py = y - a[1];
    const pz = z - a[2];
    const t = clamp((px * ex + py * ey + pz * ez) / squared);
    const dx = px - ex * t;
    const dy = py - ey * t;
    const dz = pz - ez * t;
    return Math.sqrt(dx * dx + dy * dy + dz * dz) - (radius + (endRadius - radius) * t);
  };
}

export function move(shape: Shape, dx: number, dy: number, dz: number): Shape {
  return (x, y, z) => shape(x - dx, y - dy, z - dz);
}

export function turnX(shape: Shape, angle: number): Shape {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  return (x, y, z) => shape(x, c * y + s * z, c * z - s * y);
}

export function turnY(shape: Shape, angle: number): Shape {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  return (x, y, z) => shape(c * x - s * z, y, s * x + c * z);
}

export function turnZ(shape: Shape, angle: number): Shape {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  return (x, y, z) => shape(c * x + s * y, c * y - s * x, z);
}

export function join(...shapes: Shape[]): Shape {
  return (x, y, z) => {
    let d = Infinity;
    for (const shape of shapes) d = Math.min(d, shape(x, y, z));
    return d;
  };
}

/** Joins shapes with fillets about `width` wide. */
export function blend(width: number, ...shapes: Shape[]): Shape {
  return (x, y, z) => {
    let d = 1e9;
    for (const shape of shapes) {
      const e = shape(x, y, z);
      const h = Math.max(width - Math.abs(d - e), 0) / width;
      d = Math.min(d, e) - h * h * width * 0.25;
    }
    return d;
  };
}

export function cut(shape: Shape, ...holes: Shape[]): Shape {
  const away = join(...holes);
  return (x, y, z) => Math.max(shape(x, y, z), -away(x, y, z));
}

export function meet(a: Shape, b: Shape): Shape {
  return (x, y, z) => Math.max(a(x, y, z), b(x, y, z));
}

/** Two copies, left and right of x = 0. */
export function mirror(shape: Shape): Shape {
  return (x, y, z) => shape(Math.abs(x), y, z);
}

/** Raises the surface by `height`; `slope` (0 to 1) shortens steps to stay safe. */
export function raise(shape: Shape, height: Shape, slope: number, reach: number): Shape {
  return (x, y, z) => {
    const d = shape(x, y, z);
    return d > reach * 3 ? d - reach : (d - height(x, y, z)) * slope;
  };
}
