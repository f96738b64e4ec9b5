import type { Mask } from '@maskroom/shared/mask/mask';

export interface Deepest {
  /** The centre of the pixel that lies deepest inside. */
  readonly point: readonly [number, number];
  /** px from there to the nearest pixel outside; the picture's border counts as outside. 0: nothing is inside. */
  readonly depth: number;
}

/** Where a person would click: exact distances (Felzenszwalb and Huttenlocher 2012), columns first, then rows. */
export function deepest({ data, height, width }: Mask): Deepest {
  const squared = new Float64Array(width * height);
  for (let x = 0; x < width; x++) {
    for (let y = 0, since = 1; y < height; y++, since++) {
      if (data[y * width + x] === 0) since = 0;
      squared[y * width + x] = since;
    }
    for (let y = height - 1, since = 1; y >= 0; y--, since++) {
      if (data[y * width + x] === 0) since = 0;
      const at = y * width + x;
      squared[at] = Math.min(squared[at], since) ** 2;
    }
  }
  let [best, most] = [0, 0];
  for (let y = 0; y < height; y++) {
    const row = squared.subarray(y * width, (y + 1) * width);
    const distances = lowerEnvelope(row);
    for (let x = 0; x < width; x++) {
      const distance = Math.min(distances[x], (x + 1) ** 2, (width - x) ** 2);
      if (distance > most) [best, most] = [y * width + x, distance];
    }
  }
  return { point: [(best % width) + 0.5, Math.floor(best / width) + 0.5], depth: Math.sqrt(most) };
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
