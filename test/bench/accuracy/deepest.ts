import type { Mask } from '@maskroom/shared/mask/mask';

export interface Deepest {
  /** The centre of the pixel that lies deepest inside. */
  readonly point: readonly [number, number];
  /** px from there to the nearest pixel outside; the picture's border counts as outside. 0: nothing is inside. */
  readonly depth: number;
}

/**
 * Where a person would click: exact distances (Felzenszwalb and Huttenlocher 2012), columns first, then rows, within
 * the rectangle that holds all that is inside: what is around it is outside.
 */
export function deepest(mask: Mask): Deepest {
  const { data, width } = mask;
  const [left, top, right, bottom] = extentOf(mask);
  let [best, most] = [{ x: 0, y: 0 }, 0];
  if (right <= left) return { point: [0.5, 0.5], depth: 0 };
  const [columns, rows] = [right - left, bottom - top];
  const squared = new Float64Array(columns * rows);
  for (let x = 0; x < columns; x++) {
    for (let y = 0, since = 1; y < rows; y++, since++) {
      if (data[(top + y) * width + left + x] === 0) since = 0;
      squared[y * columns + x] = since;
    }
    for (let y = rows - 1, since = 1; y >= 0; y--, since++) {
      if (data[(top + y) * width + left + x] === 0) since = 0;
      const at = y * columns + x;
      squared[at] = Math.min(squared[at], since) ** 2;
    }
  }
  for (let y = 0; y < rows; y++) {
    const distances = lowerEnvelope(squared.subarray(y * columns, (y + 1) * columns));
    for (let x = 0; x < columns; x++) {
      const distance = Math.min(distances[x], (x + 1) ** 2, (columns - x) ** 2);
      if (distance > most) [best, most] = [{ x, y }, distance];
    }
  }
  return { point: [left + best.x + 0.5, top + best.y + 0.5], depth: Math.sqrt(most) };
}

/** The least rectangle around what is inside, exclusive ends: left, top, right, bottom; all 0 where nothing is. */
export function extentOf({ data, height, width }: Mask): [number, number, number, number] {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width, (y + 1) * width);
    const first = row.indexOf(1);
    if (first < 0) continue;
    left = Math.min(left, first);
    right = Math.max(right, row.lastIndexOf(1) + 1);
    top = Math.min(top, y);
    bottom = y + 1;
  }
  return right === 0 ? [0, 0, 0, 0] : [left, top, right, bottom];
}

/** min over q of (x - q)² + values[q], for every x. */
function lowerEnvelope(values: Float64Array): Float64Array {
  const n = values.length;
  const sites = new Int32Array(n);
  const starts = new Float64Array(n + 1);
  let last = 0;
  starts[0] = -Infinity;
  starts[1] = Infinity;
  for (let q = 1; q < n; q++) {
    const meets = (p: number): number => (values[q] + q * q - values[p] - p * p) / (2 * (q - p));
    while (meets(sites[last]) <= starts[last]) last--;
    const start = meets(sites[last]);
    last++;
    sites[last] = q;
    starts[last] = start;
    starts[last + 1] = Infinity;
  }
  const result = new Float64Array(n);
  for (let x = 0, k = 0; x < n; x++) {
    while (starts[k + 1] < x) k++;
    result[x] = (x - sites[k]) ** 2 + values[sites[k]];
  }
  return result;
}
