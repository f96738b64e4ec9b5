import type { Mask } from '@maskroom/shared/mask/mask';

/** Reads a mask from rows of `.` and `#` (spaces around rows are ignored). */
export function maskFrom(grid: string): Mask {
  const rows = grid
    .trim()
    .split('\n')
    .map((row) => row.trim());
  const [width, height] = [rows[0].length, rows.length];
  return { width, height, data: Uint8Array.from(rows.join(''), (pixel) => (pixel === '#' ? 1 : 0)) };
}

/** The reverse, so that a wrong pixel is seen where it is. */
export const gridOf = ({ width, height, data }: Mask): string =>
  Array.from({ length: height }, (_, y) =>
    Array.from(data.subarray(y * width, (y + 1) * width), (pixel) => (pixel ? '#' : '.')).join(''),
  ).join('\n');
