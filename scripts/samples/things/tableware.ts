import { type Point, rgb, type Vec } from '../core/maths.ts';
import { rough } from '../core/noise.ts';
import { curve, extrude, revolve, walled } from '../core/outlines.ts';
import { dye, dyeBetween, finish, metal, plain } from '../core/paints.ts';
import { type Paint, type Part, part, place } from '../core/parts.ts';
import { blend, cut, egg, join, move, ring, stick, tube, turnX } from '../core/shapes.ts';

const glaze = { shine: 0.045, dull: 0.16 };

/** A plate of radius 1.3 with a painted rim. */
export function plate(base: number, band: number, at: Vec, size = 1): Part[] {
  const line: Point[] = [
    [0, 0.02],
    [0.75, 0.02],
    [0.92, 0.1],
    [1.28, 0.2],
    [1.3, 0.21],
  ];
  const a = rgb(base);
  const b = rgb(band);
  const paint: Paint = (x, _y, z, out) => {
    const r = Math.hypot(x, z);
    dye(out, (r > 1.18 && r < 1.25) || (r > 0.98 && r < 1.0) ? b : a, 0.97);
    finish(out, glaze);
  };
  return place([part(revolve(walled(line, 0.045), 0.012), paint)], { at, size });
}

/** A mug one unit high, its handle towards +x, filled with coffee. */
export function mug(hex: number, at: Vec, turn: number): Part[] {
  const handle = move(turnX(ring(0.27, 0.065), Math.PI / 2), 0.46, 0.5, 0);
  const cup = cut(
    blend(0.08, move(tube(0.44, 0.5, 0.05), 0, 0.5, 0), handle),
    move(tube(0.385, 0.5, 0.05), 0, 0.6, 0),
  );
  const coffee: Paint = (x, _y, z, out) => {
    const swirl = rough(x * 5 + Math.sin(z * 9) * 0.4, z * 5, 2, 3);
    const heart = Math.hypot(x * 1.2, z - 0.09 + Math.abs(x) * 0.9) < 0.17 ? 1 : 0;
    dyeBetween(out, rgb(0x5a3218), rgb(0xe3c79c), Math.max(heart * 0.95, Math.min(swirl * 1.5 - 0.55, 0.45)));
    finish(out, { shine: 0.02, dull: 0.3 });
  };
  return place([part(cup, plain(hex, glaze, 0.03)), part(move(tube(0.39, 0.02), 0, 0.84, 0), coffee)], {
    at,
    turn,
  });
}

const steel = metal(0xd8d8dc, 0.16);

/** A fork, a knife or a spoon lying along z, its handle towards +z, 2.2 long. */
export function cutlery(kind: 'fork' | 'knife' | 'spoon', at: Vec, turn: number): Part[] {
  const handle: Point[] = [
    [-0.05, 0.1],
    [-0.09, -1.1],
    [0.09, -1.1],
    [0.05, 0.1],
  ];
  let shape = extrude(curve(handle, 5), 0.02, 0.012);
  if (kind === 'knife')
    shape = join(
      shape,
      extrude(
        curve(
          [
            [-0.06, 0.05],
            [-0.07, 0.95],
            [0.02, 1.08],
            [0.09, 0.8],
            [0.09, 0.1],
          ],
          5,
        ),
        0.008,
        0.01,
      ),
    );
  if (kind === 'spoon')
    shape = blend(
      0.06,
      shape,
      move(cut(egg(0.22, 0.33, 0.1), move(egg(0.2, 0.31, 0.075), 0, 0, 0.06)), 0, 0.42, 0),
    );
  if (kind === 'fork') {
    const tines = [-0.13, -0.045, 0.045, 0.13].map((x) =>
      stick([x, 0.4, 0], [x * 0.95, 0.98, 0.02], 0.026, 0.018),
    );
    shape = blend(
      0.05,
      shape,
      extrude(
        curve(
          [
            [-0.05, 0.1],
            [-0.15, 0.36],
            [-0.14, 0.5],
            [0.14, 0.5],
            [0.15, 0.36],
            [0.05, 0.1],
          ],
          4,
        ),
        0.016,
        0.008,
      ),
      ...tines,
    );
  }
  return place([part(shape, steel)], { at: [at[0], at[1] + 0.035, at[2]], turn, tilt: -Math.PI / 2 });
}
