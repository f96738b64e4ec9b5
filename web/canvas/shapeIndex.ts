import { polygonContains } from '@maskroom/shared/geometry/contains';
import { distanceToOutline } from '@maskroom/shared/geometry/edge';
import type { Box, Point } from '@maskroom/shared/geometry/polygon';
import Flatbush from 'flatbush';
import type { StageShape } from './scene.ts';
import { boxOf } from './shapePaths.ts';

/** Finds shapes by place. Built anew whenever the shapes change (10,000 boxes take a few milliseconds). */
export interface ShapeIndex {
  /** Indices of the shapes whose bounds touch the box, in drawing order. */
  within(box: Box): number[];
  /**
   * The topmost shape at a point. A hole lets through to what lies under it. When nothing lies there, the
   * shape whose outline is nearest within `tolerance` image px.
   */
  at(point: Point, tolerance: number, isHidden: (id: string) => boolean): StageShape | null;
}

export function createShapeIndex(shapes: readonly StageShape[]): ShapeIndex {
  if (shapes.length === 0) return { within: () => [], at: () => null };
  const tree = new Flatbush(shapes.length, 16, Float32Array);
  for (const shape of shapes) tree.add(...boxOf(shape));
  tree.finish();
  const within = ([xmin, ymin, xmax, ymax]: Box): number[] =>
    tree.search(xmin, ymin, xmax, ymax).sort((a, b) => a - b);

  const at: ShapeIndex['at'] = ([x, y], tolerance, isHidden) => {
    const near = within([x - tolerance, y - tolerance, x + tolerance, y + tolerance])
      .map((i) => shapes[i])
      .filter(({ id }) => !isHidden(id));
    const under = near.findLast(({ polygon }) => polygonContains(polygon, [x, y]));
    return under ?? nearestOutline(near, [x, y], tolerance);
  };
  return { within, at };
}

function nearestOutline(shapes: readonly StageShape[], point: Point, tolerance: number): StageShape | null {
  let [nearest, least]: [StageShape | null, number] = [null, tolerance];
  for (const shape of shapes) {
    const distance = distanceToOutline(shape.polygon, point);
    if (distance <= least) [nearest, least] = [shape, distance];
  }
  return nearest;
}
