import { rgb, type Vec } from '../core/maths.ts';
import { dye, finish, plain, wood } from '../core/paints.ts';
import { type Paint, type Part, part, place } from '../core/parts.ts';
import { ball, blend, box, join, move, ring, type Shape, stick, tube } from '../core/shapes.ts';

export function buoy(hex: number, at: Vec, size: number): Part[] {
  const body = blend(0.1, move(ball(0.42), 0, 0.12, 0), move(tube(0.1, 0.3, 0.05), 0, 0.6, 0));
  const band: Paint = (_x, y, _z, out) => {
    dye(out, rgb(y > 0.1 && y < 0.26 ? 0xf4efe4 : hex));
    finish(out, { shine: 0.045, dull: 0.2 });
  };
  return place([part(body, band)], { at, size, roll: 0.14 });
}

export function lighthouse(at: Vec, size: number): Part[] {
  const bands: Paint = (_x, y, _z, out) => {
    dye(out, rgb((Math.floor(y / 1.7) & 1) === 0 ? 0xf4efe6 : 0xc23a2c));
    finish(out, {});
  };
  const tower: Shape = (x, y, z) =>
    Math.max((Math.hypot(x, z) - (1.25 - 0.07 * y)) * 0.95, Math.abs(y - 4) - 4.4);
  const gallery = join(
    move(tube(1.05, 0.1), 0, 8.4, 0),
    ...[8.65, 8.95].map((y) => move(ring(0.98, 0.035), 0, y, 0)),
  );
  const lantern = move(tube(0.55, 0.55), 0, 9.0, 0);
  const cap = join(move(tube(0.68, 0.08, 0.05), 0, 9.6, 0), move(ball(0.5), 0, 9.6, 0));
  return place(
    [
      part(tower, bands),
      part(gallery, plain(0x2c3338)),
      part(lantern, plain(0xf4e7b0, { shine: 0.1, dull: 0.1, soft: 0.6 })),
      part(cap, plain(0xc23a2c, { shine: 0.04, dull: 0.3 })),
    ],
    { at, size },
  );
}

/** A wooden jetty along x, its deck at height 1. */
export function jetty(at: Vec, length: number, turn: number): Part[] {
  const plankDeck = move(box(length / 2, 0.07, 0.9, 0.01), 0, 1, 0);
  const gaps: Paint = (x, y, z, out) => {
    wood(0xb0916a, 0x745a3f, 1, {})(z, y, x, out);
    const seam = Math.abs((((x * 3.2) % 1) + 1) % 1);
    dye(out, [out.r, out.g, out.b], seam < 0.09 ? 0.4 : 1);
  };
  const parts = [part(plankDeck, gaps)];
  const post = part(stick([0, -1, 0], [0, 1.55, 0], 0.13), wood(0x8a6d4c, 0x54402c, 2, {}));
  for (let x = -length / 2 + 0.4; x <= length / 2; x += 2.2) {
    for (const z of [-0.85, 0.85]) parts.push(...place([post], { at: [x, 0, z] }));
  }
  return place(parts, { at, turn });
}
