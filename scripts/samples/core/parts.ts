import type { Vec } from './maths.ts';
import type { Shape } from './shapes.ts';

/** What a point of a surface looks like; a paint fills it in. Colours are linear. */
export interface Surface {
  r: number;
  g: number;
  b: number;
  /** Share of light mirrored head-on: 0.04 for glaze, 0 for cloth. */
  shine: number;
  /** 0 mirror-smooth, 1 matt. */
  dull: number;
  /** 1 for bare metal: mirrored light takes the surface's colour. */
  metal: number;
  /** Light let round the edge or through, as by leaves and wool. */
  soft: number;
  /** The surface's direction in the world, given to the paint. */
  nx: number;
  ny: number;
  nz: number;
}

export type Paint = (x: number, y: number, z: number, out: Surface) => void;

export interface Box {
  low: Vec;
  high: Vec;
}

/** A shape with its paint, put into the world by a turn, a size and a place. */
export interface Part {
  shape: Shape;
  paint: Paint;
  /** Height of fine relief, in the shape's own units; it changes only the light. */
  relief: Shape | null;
  /** Too slight to cast shadows, such as blades of grass. */
  slight: boolean;
  box: Box;
  /** Columns of the turn: where the shape's own axes point in the world. */
  ax: Vec;
  ay: Vec;
  az: Vec;
  at: Vec;
  size: number;
}

const boxes = new WeakMap<Shape, Box>();

function shrunk(shape: Shape, from: Box, count: number): Box {
  const step: Vec = [
    (from.high[0] - from.low[0]) / count,
    (from.high[1] - from.low[1]) / count,
    (from.high[2] - from.low[2]) / count,
  ];
  const reach = Math.hypot(...step) / 2;
  const low = [Infinity, Infinity, Infinity] as [number, number, number];
  const high = [-Infinity, -Infinity, -Infinity] as [number, number, number];
  for (let i = 0; i < count ** 3; i++) {
    const x = from.low[0] + ((i % count) + 0.5) * step[0];
    const y = from.low[1] + ((Math.floor(i / count) % count) + 0.5) * step[1];
    const z = from.low[2] + (Math.floor(i / count ** 2) + 0.5) * step[2];
    if (shape(x, y, z) > reach) continue;
    low[0] = Math.min(low[0], x - step[0] / 2);
    low[1] = Math.min(low[1], y - step[1] / 2);
    low[2] = Math.min(low[2], z - step[2] / 2);
    high[0] = Math.max(high[0], x + step[0] / 2);
    high[1] = Math.max(high[1], y + step[1] / 2);
    high[2] = Math.max(high[2], z + step[2] / 2);
  }
  return { low, high };
}

/** Finds the box around a shape by asking for distances; shapes reach at most 80 units. */
function boxAround(shape: Shape): Box {
  const known = boxes.get(shape);
  if (known) return known;
  let found: Box = { low: [-80, -80, -80], high: [80, 80, 80] };
  for (let round = 0; round < 6; round++) found = shrunk(shape, found, round < 4 ? 8 : 14);
  if (found.low[0] > found.high[0])
    throw new Error('A shape overstates its distances: no surface was found.');
  boxes.set(shape, found);
  return found;
}

export function part(shape: Shape, paint: Paint, relief: Shape | null = null): Part {
  const axes = { ax: [1, 0, 0], ay: [0, 1, 0], az: [0, 0, 1] } as const;
  return { shape, paint, relief, slight: false, box: boxAround(shape), ...axes, at: [0, 0, 0], size: 1 };
}

export interface Place {
  at?: Vec;
  /** Turns in radians: first `roll` about z, then `tilt` about x, then `turn` about y. */
  turn?: number;
  tilt?: number;
  roll?: number;
  size?: number;
}

export function place(parts: readonly Part[], where: Place): Part[] {
  const { at = [0, 0, 0], turn = 0, tilt = 0, roll = 0, size = 1 } = where;
  const spin = (v: Vec): Vec => {
    const x = v[0] * Math.cos(roll) - v[1] * Math.sin(roll);
    const y = v[0] * Math.sin(roll) + v[1] * Math.cos(roll);
    const up = y * Math.cos(tilt) - v[2] * Math.sin(tilt);
    const z = y * Math.sin(tilt) + v[2] * Math.cos(tilt);
    const c = Math.cos(turn);
    const s = Math.sin(turn);
    return [x * c + z * s, up, z * c - x * s];
  };
  return parts.map((old) => {
    const moved = spin(old.at);
    return {
      ...old,
      ax: spin(old.ax),
      ay: spin(old.ay),
      az: spin(old.az),
      at: [at[0] + moved[0] * size, at[1] + moved[1] * size, at[2] + moved[2] * size],
      size: old.size * size,
    };
  });
}
