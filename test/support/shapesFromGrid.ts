import { toQualityShape } from '@maskroom/server/quality/shape.ts';
import { boxPolygon, unitePolygons } from '@maskroom/shared/geometry/combine';
import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';

/**
 * Reads shapes from rows of letters, each letter one shape of whole pixels that is its id; `.` is nothing. Labels by letter;
 * what is not named is a `cat`.
 */
export function shapesFrom(grid: string, labels: Readonly<Record<string, string>> = {}) {
  const rows = grid
    .trim()
    .split('\n')
    .map((row) => row.trim());
  const letters = [...new Set(rows.join(''))].filter((letter) => letter !== '.').sort();
  return letters.map((letter) => {
    const pixels = rows.flatMap((row, y) =>
      [...row].flatMap((cell, x) => (cell === letter ? [boxPolygon([x, y, x + 1, y + 1])] : [])),
    );
    const geometry = encodeGeometry(unitePolygons(pixels));
    return toQualityShape({ id: letter, label: labels[letter] ?? 'cat', geometry });
  });
}
