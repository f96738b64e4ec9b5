import type { Vec } from '../core/maths.ts';
import { dye, finish, plain } from '../core/paints.ts';
import { type Paint, type Part, part, place } from '../core/parts.ts';
import { box, cut, join, move, type Shape, stick, tube, turnX } from '../core/shapes.ts';

/** A street lamp five units high, leaning out towards +z. */
export function lamp(at: Vec): Part[] {
  const iron = plain(0x22332e, { shine: 0.05, dull: 0.3 }, 0.05);
  const pole = join(
    stick([0, 0, 0], [0, 4.4, 0], 0.075, 0.05),
    move(tube(0.14, 0.4, 0.04), 0, 0.4, 0),
    stick([0, 4.4, 0], [0, 4.75, 0.35], 0.045),
    stick([0, 4.75, 0.35], [0, 4.7, 0.8], 0.045),
  );
  const shade = cut(move(tube(0.26, 0.12, 0.1), 0, 4.62, 0.85), move(box(1, 0.1, 1), 0, 4.45, 0.85));
  const bulb: Paint = (_x, _y, _z, out) => {
    dye(out, [1.2, 1.1, 0.85]);
    finish(out, { shine: 0.04, dull: 0.2, soft: 0.8 });
  };
  return place([part(join(pole, shade), iron), part(move(tube(0.15, 0.1, 0.08), 0, 4.52, 0.85), bulb)], {
    at,
  });
}

/** A bicycle along x, its wheels with open spokes. */
export function bicycle(hex: number, at: Vec, turn: number): Part[] {
  const frame = plain(hex, { shine: 0.05, dull: 0.2 }, 0.04);
  const black = plain(0x17181a, { shine: 0.03, dull: 0.5 });
  const wheel = (x: number): Part[] => {
    const spokes = Array.from({ length: 7 }, (_, i) => {
      const a = (i * Math.PI) / 7;
      return stick(
        [Math.cos(a) * 0.33, Math.sin(a) * 0.33, 0],
        [-Math.cos(a) * 0.33, -Math.sin(a) * 0.33, 0],
        0.006,
      );
    });
    const tyre: Shape = (px, py, pz) => Math.hypot(Math.hypot(px, py) - 0.34, pz) - 0.026;
    return place(
      [
        part(tyre, black),
        part(
          join(...spokes, turnX(tube(0.03, 0.06), Math.PI / 2)),
          plain(0xb9bcc0, { shine: 0.3, dull: 0.3 }),
        ),
      ],
      { at: [x, 0.36, 0] },
    );
  };
  const tubes = join(
    stick([-0.52, 0.36, 0], [-0.05, 0.34, 0], 0.018),
    stick([-0.05, 0.34, 0], [-0.2, 0.82, 0], 0.022),
    stick([-0.52, 0.36, 0], [-0.18, 0.75, 0], 0.016),
    stick([-0.18, 0.75, 0], [0.36, 0.8, 0], 0.022),
    stick([-0.05, 0.34, 0], [0.38, 0.7, 0], 0.024),
    stick([0.35, 0.9, 0], [0.52, 0.36, 0], 0.02),
  );
  const fittings = join(
    stick([-0.32, 0.88, 0], [-0.1, 0.88, 0], 0.05, 0.03),
    stick([0.34, 0.98, -0.25], [0.34, 0.98, 0.25], 0.018),
    stick([-0.05, 0.34, -0.1], [-0.05, 0.34, 0.1], 0.07),
  );
  return place([...wheel(-0.52), ...wheel(0.52), part(tubes, frame), part(fittings, black)], { at, turn });
}
