import { err, ok, type Result } from '../base/result.ts';
import type { Mask } from './mask.ts';

/** COCO's run-length encoding: column-major runs that alternate 0s and 1s, beginning with 0s. */
export interface Rle {
  readonly size: readonly [height: number, width: number];
  readonly counts: string;
}

/** Run lengths of a mask in column-major order, the first of zeros (it may be 0). */
export function maskRuns({ width, height, data }: Mask): number[] {
  const runs: number[] = [];
  let [value, length] = [0, 0];
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) {
      const next = data[y * width + x];
      if (next !== value) {
        runs.push(length);
        [value, length] = [next, 0];
      }
      length++;
    }
  }
  runs.push(length);
  return runs;
}

/** COCO's compressed string (cocoapi `rleToString`): 5-bit groups, low first, each run against the one two before. */
export function runsToString(runs: readonly number[]): string {
  let text = '';
  runs.forEach((run, i) => {
    let rest = i > 2 ? run - runs[i - 2] : run;
    let more = true;
    while (more) {
      let group = rest & 31;
      rest >>= 5;
      more = group & 16 ? rest !== -1 : rest !== 0;
      if (more) group |= 32;
      text += String.fromCharCode(group + 48);
    }
  });
  return text;
}

/** The reverse of {@link runsToString}; refuses characters outside the alphabet, negative runs and runs beyond 31 bits. */
export function stringToRuns(text: string): Result<number[]> {
  const runs: number[] = [];
  for (let at = 0; at < text.length; ) {
    let [run, shift, more] = [0, 0, true];
    while (more) {
      const group = text.charCodeAt(at++) - 48;
      const tooWide = shift > 30 || (shift === 30 && ((group + 2) & 31) > 3);
      if (!(group >= 0 && group < 64) || tooWide) return err('not a compressed COCO run-length string');
      run |= (group & 31) << shift;
      shift += 5;
      more = (group & 32) !== 0;
      if (!more && group & 16 && shift < 32) run |= -1 << shift;
    }
    if (runs.length > 2) run += runs[runs.length - 2];
    if (run < 0) return err('a run is negative');
    runs.push(run);
  }
  return ok(runs);
}

export const maskToRle = (mask: Mask): Rle => ({
  size: [mask.height, mask.width],
  counts: runsToString(maskRuns(mask)),
});
