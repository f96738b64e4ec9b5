import { clamp, mix, ramp, seeded } from '../core/maths.ts';
import { noise2, rough2 } from '../core/noise.ts';
import type { Picture } from '../core/scene.ts';

interface CellBody {
  x: number;
  y: number;
  radius: number;
  turn: number;
  stretch: number;
  seed: number;
  /** Two nuclei about to part. */
  dividing: boolean;
}

const width = 1280;
const height = 853;

/** Cells spread over the plate; neighbours may overlap a little. Pixels. */
function spread(): CellBody[] {
  const random = seeded(21);
  const cells: CellBody[] = [];
  for (let tries = 0; tries < 4000 && cells.length < 44; tries++) {
    const cell = {
      x: mix(-40, width + 40, random()),
      y: mix(-40, height + 40, random()),
      radius: mix(78, 118, random()),
      turn: random() * 6.3,
      stretch: mix(1, 1.5, random()),
      seed: cells.length * 7.7 + 3,
      dividing: cells.length % 9 === 4,
    };
    const clear = cells.every(
      (c) => Math.hypot(c.x - cell.x, c.y - cell.y) > (c.radius + cell.radius) * 0.79,
    );
    if (clear) cells.push(cell);
  }
  return cells;
}

/** Position in a cell, in its own turned frame, with the radius of its wavy outline there. */
function within(cell: CellBody, px: number, py: number): { u: number; v: number; share: number } {
  const c = Math.cos(cell.turn);
  const s = Math.sin(cell.turn);
  const u = ((px - cell.x) * c + (py - cell.y) * s) / cell.stretch;
  const v = ((py - cell.y) * c - (px - cell.x) * s) * Math.sqrt(cell.stretch);
  const angle = Math.atan2(v, u);
  const lobes =
    0.13 * Math.sin(angle * 3 + cell.seed) +
    0.09 * Math.sin(angle * 5 + cell.seed * 2) +
    0.05 * Math.sin(angle * 8 + cell.seed);
  const fringe = 0.1 * (noise2(px * 0.045 + cell.seed, py * 0.045) - 0.5);
  return { u, v, share: Math.hypot(u, v) / (cell.radius * (1 + lobes + fringe)) };
}

/** Brightness of the nucleus stain: speckled inside, with dark nucleoli. */
function nucleus(cell: CellBody, u: number, v: number): number {
  const size = cell.radius * 0.36;
  const shift = cell.dividing ? cell.radius * 0.3 : 0;
  const du = cell.dividing ? Math.abs(u) - shift : u - size * 0.2;
  const wobble = 0.06 * Math.sin(Math.atan2(v, du) * 3 + cell.seed);
  const share = Math.hypot(du / (cell.dividing ? 0.62 : 1.12), v) / (size * (0.95 + wobble));
  if (share > 1.25) return 0;
  const speckle = rough2(u * 0.11 + cell.seed, v * 0.11, 3);
  const dots = cell.dividing ? 0 : ramp(0.64, 0.72, noise2(u * 0.1 + cell.seed * 3, v * 0.1 + 9));
  return ramp(1.06, 0.93, share) * (0.5 + 0.75 * speckle + 0.22 * ramp(0.6, 1, share)) * (1 - 0.5 * dots);
}

function addCell(cell: CellBody, px: number, py: number, out: [number, number, number]): void {
  if (Math.hypot(px - cell.x, py - cell.y) > cell.radius * 2.2) return;
  const { u, v, share } = within(cell, px, py);
  if (share > 1.2) return;
  const inside = ramp(1.02, 0.96, share);
  const bend = rough2(u * 0.015 + cell.seed, v * 0.015, 2) * 5;
  const strands = (1 - Math.abs(noise2(u * 0.022 + cell.seed, v * 0.16 + bend) * 2 - 1)) ** 4;
  const crossed = (1 - Math.abs(noise2((u + v) * 0.02 + cell.seed * 2, (v - u) * 0.13 + bend) * 2 - 1)) ** 5;
  const rim = Math.exp(-(((share - 0.955) / 0.035) ** 2));
  const core = nucleus(cell, u, v);
  const threads = (1 - Math.abs(rough2(u * 0.07 + cell.seed, v * 0.07 + bend * 0.3, 2) * 2 - 1)) ** 9;
  const around = ramp(0.95, 0.3, share) * ramp(0.26, 0.45, share);
  const green =
    inside * (0.07 + 0.3 * strands + 0.2 * crossed * ramp(0.3, 0.7, share)) * (1 - 0.6 * clamp(core)) +
    rim * 0.26;
  const red = inside * threads * around * 0.75;
  const vivid = 0.75 + 0.5 * ((cell.seed * 0.37) % 1);
  out[0] += red * 1.1 + green * 0.02 + core * 0.05;
  out[1] += green * 0.8 * vivid + red * 0.16 + core * 0.13;
  out[2] += green * 0.26 * vivid + red * 0.1 + core * 0.95;
}

/** Cultured cells under a fluorescence microscope: blue nuclei, green fibres, red threads. */
export function cellsFluorescence(): Picture {
  const cells = spread();
  return {
    width,
    height,
    exposure: 0.85,
    vignette: 0.2,
    sampler: (px, py, out) => {
      const glow = rough2(px * 0.004, py * 0.004, 2);
      [out[0], out[1], out[2]] = [0.004, 0.009 + glow * 0.008, 0.02 + glow * 0.014];
      for (const cell of cells) addCell(cell, px, py, out);
      return 0;
    },
  };
}
