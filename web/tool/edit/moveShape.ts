import { polygonBox } from '@maskroom/shared/geometry/measure';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import type { Size } from '../../canvas/viewport.ts';

/** The whole shape, holes and all parts, moved by image px; it stops at the picture's borders undeformed. */
export function moveShape(polygon: Polygon, dx: number, dy: number, image: Size): Polygon {
  const [xmin, ymin, xmax, ymax] = polygonBox(polygon);
  const byX = between(dx, -xmin, image.width - xmax);
  const byY = between(dy, -ymin, image.height - ymax);
  return polygon.map((part) => part.map((ring) => ring.map(([x, y]) => [x + byX, y + byY] as const)));
}

/** A shape larger than the picture does not move that way. */
const between = (step: number, least: number, most: number): number =>
  least > most ? 0 : Math.min(most, Math.max(least, step));
