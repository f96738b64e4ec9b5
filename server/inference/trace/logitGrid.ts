import { STEPS_PER_PIXEL } from '@maskroom/shared/geometry/geometryCodec';
import type { LowResFrame } from '../family/modelFamily.ts';
import type { Size } from '../imageFrame.ts';

/**
 * Samples of a mask on grid lines that lie in whole steps (1/16 px of the image), so that what is traced on
 * them needs no rounding afterwards. Two lines more at the image's border: the border with the outermost
 * samples repeated, and on the very same line "outside". So an outline runs along the border exactly. A side
 * that does not reach the picture's border needs none of them: its last line is outside throughout.
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

/**
 * The part of the mask that has anything inside, with one line of "outside" around it; null when nothing is.
 * `coarseness` 2, 3 … averages that many samples along each axis.
 */
export function logitGrid(
  logits: Float32Array,
  frame: LowResFrame,
  image: Size,
  coarseness = 1,
): LogitGrid | null {
  const extent = insideExtent(logits, frame);
  if (!extent) return null;
  const across = axisOf(frame.width, frame.content.width, image.width, coarseness, extent.x);
  const down = axisOf(frame.height, frame.content.height, image.height, coarseness, extent.y);
  const columns = across.lines.length;
  const rows = down.lines.length;
  const values = new Float32Array(columns * rows).fill(OUTSIDE);
  const plain = across.block === 1 && down.block === 1;
  for (let j = down.first; j < down.end; j++) {
    const row = (j - down.first + down.before) * columns;
    for (let i = across.first, at = row + across.before; i < across.end; i++, at++) {
      values[at] = plain
        ? logits[j * frame.width + i]
        : meanOf(logits, frame.width, across.bins[i], across.bins[i + 1], down.bins[j], down.bins[j + 1]);
    }
    if (across.before > 0) values[row + 1] = values[row + 2];
    if (across.after > 0) values[row + columns - 2] = values[row + columns - 3];
  }
  if (down.before > 0) values.copyWithin(columns, 2 * columns, 3 * columns);
  if (down.after > 0) values.copyWithin((rows - 2) * columns, (rows - 3) * columns, (rows - 2) * columns);
  return { columns, rows, values, xs: across.lines, ys: down.lines };
}

/** First and last sample along an axis, both within. */
type Span = readonly [first: number, last: number];

/** The least rectangle of samples of the picture that holds all above 0. */
function insideExtent(
  logits: Float32Array,
  { width, height, content }: LowResFrame,
): { x: Span; y: Span } | null {
  const columns = samplesOf(width, content.width);
  const rows = samplesOf(height, content.height);
  let left = columns;
  let right = -1;
  let top = -1;
  let bottom = -1;
  for (let y = 0; y < rows; y++) {
    const start = y * width;
    let first = start;
    while (first < start + columns && !(logits[first] > 0)) first++;
    if (first === start + columns) continue;
    let last = start + columns - 1;
    while (!(logits[last] > 0)) last--;
    left = Math.min(left, first - start);
    right = Math.max(right, last - start);
    if (top < 0) top = y;
    bottom = y;
  }
  return top < 0 ? null : { x: [left, right], y: [top, bottom] };
}

/** Samples whose centre lies on the picture; always at least one. */
const samplesOf = (samples: number, content: number): number =>
  Math.min(samples, Math.max(1, Math.ceil(content - 0.5)));

interface Axis {
  readonly block: number;
  /** Where each bin of samples begins, and the end of the last. */
  readonly bins: Int32Array;
  /** The bins in the grid: from `first` up to but not including `end`. */
  readonly first: number;
  readonly end: number;
  /** Border lines before the first bin and after the last: two where the grid reaches the picture's border. */
  readonly before: number;
  readonly after: number;
  readonly lines: Int32Array;
}

function axisOf(
  samples: number,
  content: number,
  imagePx: number,
  coarseness: number,
  [from, to]: Span,
): Axis {
  const border = imagePx * STEPS_PER_PIXEL;
  const stepsPerSample = border / content;
  const count = samplesOf(samples, content);
  const block = coarseness * Math.ceil(LEAST_SPACING_STEPS / stepsPerSample);
  const binCount = Math.ceil(count / block);
  const bins = Int32Array.from({ length: binCount + 1 }, (_, i) => Math.min(count, i * block));
  const first = Math.max(0, Math.floor(from / block) - 1);
  const end = Math.min(binCount, Math.floor(to / block) + 2);
  const before = first === 0 ? 2 : 0;
  const after = end === binCount ? 2 : 0;
  const lines = new Int32Array(before + end - first + after).fill(border);
  lines.fill(0, 0, before);
  for (let i = first; i < end; i++) {
    lines[before + i - first] = Math.min(border, Math.round(((bins[i] + bins[i + 1]) / 2) * stepsPerSample));
  }
  return { block, bins, first, end, before, after, lines };
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
