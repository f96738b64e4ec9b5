import { STEPS_PER_PIXEL } from '@maskroom/shared/geometry/geometryCodec';
import type { Size } from './imageFrame.ts';
import type { LowResFrame } from './modelFamily.ts';

/**
 * Samples of a mask on grid lines that lie in whole steps (1/16 px of the image), so that what is traced on
 * them needs no rounding afterwards. Two lines more on each side: the image's border with the outermost
 * samples repeated, and on the very same line "outside". So an outline runs along the border exactly.
 */
export interface LogitGrid {
  readonly columns: number;
  readonly rows: number;
  /** Row-major; above 0 is inside. */
  readonly values: Float32Array;
  /** Steps, never falling; distinct lines between the borders lie at least 2 apart. */
  readonly xs: Int32Array;
  readonly ys: Int32Array;
}

const OUTSIDE = -1;
/** Less than this between two samples and a crossing has no room between them: samples are averaged instead. */
const LEAST_SPACING_STEPS = 4;

/** `coarseness` 2, 3 … averages that many samples along each axis. */
export function logitGrid(logits: Float32Array, frame: LowResFrame, image: Size, coarseness = 1): LogitGrid {
  const across = axisOf(frame.width, frame.content.width, image.width, coarseness);
  const down = axisOf(frame.height, frame.content.height, image.height, coarseness);
  const [columns, rows] = [across.lines.length, down.lines.length];
  const values = new Float32Array(columns * rows).fill(OUTSIDE);
  for (let j = 0; j < down.bins.length - 1; j++) {
    const row = (j + 2) * columns;
    for (let i = 0; i < across.bins.length - 1; i++) {
      values[row + i + 2] =
        across.block === 1 && down.block === 1
          ? logits[j * frame.width + i]
          : meanOf(logits, frame.width, across.bins[i], across.bins[i + 1], down.bins[j], down.bins[j + 1]);
    }
    values[row + 1] = values[row + 2];
    values[row + columns - 2] = values[row + columns - 3];
  }
  values.copyWithin(columns, 2 * columns, 3 * columns);
  values.copyWithin((rows - 2) * columns, (rows - 3) * columns, (rows - 2) * columns);
  return { columns, rows, values, xs: across.lines, ys: down.lines };
}

interface Axis {
  readonly block: number;
  /** Where each bin of samples begins, and the end of the last. */
  readonly bins: Int32Array;
  readonly lines: Int32Array;
}

function axisOf(samples: number, content: number, imagePx: number, coarseness: number): Axis {
  const end = imagePx * STEPS_PER_PIXEL;
  const stepsPerSample = end / content;
  /** Samples whose centre lies on the picture; always at least one. */
  const count = Math.min(samples, Math.max(1, Math.ceil(content - 0.5)));
  const block = coarseness * Math.ceil(LEAST_SPACING_STEPS / stepsPerSample);
  const binCount = Math.ceil(count / block);
  const bins = Int32Array.from({ length: binCount + 1 }, (_, i) => Math.min(count, i * block));
  const lines = new Int32Array(binCount + 4).fill(end);
  lines[0] = lines[1] = 0;
  for (let i = 0; i < binCount; i++) {
    lines[i + 2] = Math.min(end, Math.round(((bins[i] + bins[i + 1]) / 2) * stepsPerSample));
  }
  return { block, bins, lines };
}

function meanOf(
  logits: Float32Array,
  stride: number,
  x0: number,
  x1: number,
  y0: number,
  y1: number,
): number {
  let sum = 0;
  for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) sum += logits[y * stride + x];
  return sum / ((x1 - x0) * (y1 - y0));
}
