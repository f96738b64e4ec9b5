/** The values that a grey picture of 16 bits is shown from, black, to, white; `low < high`. */
export interface ValueWindow {
  readonly low: number;
  readonly high: number;
}

/** What is known of the values of a grey picture of 16 bits: the extremes, and the window it is first shown in. */
export interface ValueRange extends ValueWindow {
  readonly least: number;
  readonly most: number;
}

export const VALUES = 65_536;
const FULL: ValueWindow = { low: 0, high: VALUES - 1 };
/** Shares of all pixels below and above the first window: a few dead or hot ones do not decide how the rest looks. */
const BELOW = 0.01;
const ABOVE = 0.99;

/**
 * The extremes and the automatic window of a picture: from its 1st to its 99th percentile, where those are one value from
 * the least to the most, where all are equal all that 16 bits can say. `histogram`: pixels by value.
 */
export function valueRangeOf(histogram: Uint32Array): ValueRange {
  const least = histogram.findIndex((count) => count > 0);
  const most = histogram.findLastIndex((count) => count > 0);
  const total = histogram.reduce((sum, count) => sum + count, 0);
  const [low, high] = [valueAt(histogram, total * BELOW), valueAt(histogram, total * ABOVE)];
  if (low < high) return { least, most, low, high };
  return least < most ? { least, most, low: least, high: most } : { least, most, ...FULL };
}

/** The value that so many pixels lie at or below. */
function valueAt(histogram: Uint32Array, pixels: number): number {
  let below = 0;
  for (let value = 0; value < histogram.length; value++) {
    below += histogram[value];
    if (below >= pixels && below > 0) return value;
  }
  return histogram.length - 1;
}

/** What each of the 65,536 values looks like in a window, 0 (black) to 255 (white). */
export function shadesOf({ high, low }: ValueWindow): Uint8Array {
  const shades = new Uint8Array(VALUES);
  for (let value = 0; value < VALUES; value++)
    shades[value] = Math.min(255, Math.max(0, Math.round(((value - low) * 255) / (high - low))));
  return shades;
}
