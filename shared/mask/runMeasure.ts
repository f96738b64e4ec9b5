/** Pixels inside, of COCO's runs (the first of zeros). */
export const runsArea = (runs: readonly number[]): number =>
  runs.reduce((sum, run, i) => sum + (i % 2) * run, 0);

/** x, y, width and height around the pixels inside, as cocoapi's `rleToBbox` gives them; zeros when there is none. */
export function runsBbox(runs: readonly number[], height: number): [number, number, number, number] {
  let [left, top, right, bottom, start] = [Infinity, Infinity, -1, -1, 0];
  for (const [i, run] of runs.entries()) {
    const end = start + run;
    if (i % 2 === 1 && run > 0) {
      const [first, last] = [Math.floor(start / height), Math.floor((end - 1) / height)];
      left = Math.min(left, first);
      right = Math.max(right, last);
      top = first < last ? 0 : Math.min(top, start % height);
      bottom = first < last ? height - 1 : Math.max(bottom, (end - 1) % height);
    }
    start = end;
  }
  return right < 0 ? [0, 0, 0, 0] : [left, top, right - left + 1, bottom - top + 1];
}
