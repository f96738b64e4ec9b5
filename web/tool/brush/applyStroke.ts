import { subtractPolygons, unitePolygons, withoutSpecks } from '@maskroom/shared/geometry/combine';
import { polygonArea } from '@maskroom/shared/geometry/measure';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import type { ToolContext, ToolShape } from '../tool.ts';

/** Parts and holes below this are crumbs of the brush's edge, not meant. Px². */
const LEAST_AREA = 1;

/** Adds a stroke to a shape, or makes it a new one, which is selected so that the next stroke goes on with it. */
export function growByStroke(context: ToolContext, shape: ToolShape | undefined, stroke: Polygon): void {
  if (!shape) {
    const id = context.addShape(withoutSpecks(stroke, LEAST_AREA), 'manual');
    if (id !== null) context.select([id]);
    return;
  }
  const polygon = withoutSpecks(unitePolygons([shape.polygon, stroke]), LEAST_AREA);
  if (isOther(polygon, shape)) context.change({ verb: 'brushed', reshaped: [{ id: shape.id, polygon }] });
}

/** Takes a stroke away from shapes; one with nothing left is deleted. */
export function eraseStroke(context: ToolContext, shapes: readonly ToolShape[], stroke: Polygon): void {
  const edits = shapes
    .map((shape) => ({
      shape,
      polygon: withoutSpecks(subtractPolygons(shape.polygon, [stroke]), LEAST_AREA),
    }))
    .filter(({ shape, polygon }) => isOther(polygon, shape));
  if (edits.length === 0) return;
  context.change({
    verb: 'erased',
    reshaped: edits.flatMap(({ shape: { id }, polygon }) => (polygon.length > 0 ? [{ id, polygon }] : [])),
    removed: edits.flatMap(({ shape: { id }, polygon }) => (polygon.length === 0 ? [id] : [])),
  });
}

/** A stroke that lies wholly inside, or wholly beside, changes nothing and is no step. */
const isOther = (polygon: Polygon, shape: ToolShape): boolean =>
  Math.abs(polygonArea(polygon) - polygonArea(shape.polygon)) > 1e-6;
