import { type DrawingStyle, type ImageAnnotation, ShapeType } from '@annotorious/annotorious';
import type { Point } from '@maskroom/shared/geometry/polygon';
import { colors } from './shapes.ts';

/** The shapes as Annotorious keeps them; the id is the place in the list. */
export const annotations = (shapes: readonly Point[][]): ImageAnnotation[] =>
  shapes.map((points, i) => ({
    id: String(i),
    bodies: [],
    target: {
      annotation: String(i),
      selector: { type: ShapeType.POLYGON, geometry: { points, bounds: boundsOf(points) } },
    },
  }));

/** Filled and outlined like ours. */
export function style({ id }: ImageAnnotation): DrawingStyle {
  const color = colors[Number(id) % colors.length];
  return { fill: color, fillOpacity: 0.18, stroke: color, strokeWidth: 1.5 };
}

function boundsOf(points: readonly Point[]) {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { minX: Math.min(...xs), minY: Math.min(...ys), maxX: Math.max(...xs), maxY: Math.max(...ys) };
}
