import { polygonBox } from '@maskroom/shared/geometry/measure';
import type { Box, Polygon } from '@maskroom/shared/geometry/polygon';
import type { Size } from '../../canvas/viewport.ts';

/** Whole shapes, holes and all parts, moved together by image px; they stop at the picture's borders undeformed. */
export function moveShapes(
  polygons: readonly Polygon[],
  dx: number,
  dy: number,
  image: Size,
): readonly Polygon[] {
  const [xmin, ymin, xmax, ymax] = polygons.map(boxOfRings).reduce(around);
  const byX = between(dx, -xmin, image.width - xmax);
  const byY = between(dy, -ymin, image.height - ymax);
  return polygons.map((polygon) =>
    polygon.map((part) => part.map((ring) => ring.map(([x, y]) => [x + byX, y + byY] as const))),
  );
}

/** Around holes too: a corner of one may have been dragged out of its exterior. */
const boxOfRings = (polygon: Polygon): Box => polygonBox(polygon.flat().map((ring) => [ring]));

const around = (a: Box, b: Box): Box => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
];

/** Shapes larger than the picture do not move that way. */
const between = (step: number, least: number, most: number): number =>
  least > most ? 0 : Math.min(most, Math.max(least, step));
