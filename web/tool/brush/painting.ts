import { boxPolygon, intersectPolygons } from '@maskroom/shared/geometry/combine';
import { distance } from '@maskroom/shared/geometry/edge';
import { polygonBox } from '@maskroom/shared/geometry/measure';
import type { Point, Polygon } from '@maskroom/shared/geometry/polygon';
import { strokePolygon } from '@maskroom/shared/geometry/stroke';
import type { StagePointer } from '../../canvas/stagePointer.ts';
import type { ToolState } from '../stateTool.ts';
import type { ToolContext, ToolShape } from '../tool.ts';
import { eraseStroke, growByStroke } from './applyStroke.ts';

/** Points of a way nearer to each other than this add nothing. CSS px. */
const APART_PX = 1.5;

/** The brush is down; what it went over is applied when it is lifted. */
export function painting(
  context: ToolContext,
  down: StagePointer,
  erases: boolean,
  back: () => ToolState,
): ToolState {
  const radius = context.brushRadius();
  const path: Point[] = [down.point];
  let targets = targetsOf(context, erases);
  const seeks = erases && context.selection().length === 0;
  show(down);

  function show({ point, scale, path: passed }: StagePointer): void {
    for (const next of passed) if (distance(next, path[path.length - 1]) * scale >= APART_PX) path.push(next);
    if (seeks && targets.length === 0) targets = under(context, point);
    const color = context.labelColor(targets[0]?.id);
    const ids = targets.map(({ id }) => id);
    context.overlay({
      stroke: { path, radius, color, erases, ids },
      brush: { point, radius, erases },
    });
  }

  function finish(): void {
    const { width, height } = context.imageSize;
    const stroke = intersectPolygons(strokePolygon(path, radius), boxPolygon([0, 0, width, height]));
    if (stroke.length === 0) return;
    // As they are now: somebody may have changed one while it was painted.
    const free = targets.flatMap(({ id }) => context.shape(id) ?? []).filter(({ locked }) => !locked);
    if (erases) eraseStroke(context, seeks && targets.length === 0 ? touched(context, stroke) : free, stroke);
    else growByStroke(context, free[0], stroke);
  }

  return {
    name: 'painting',
    cursor: 'none',
    pointer(event) {
      if (event.phase === 'move') show(event);
      if (event.phase === 'up') finish();
      return event.phase === 'up' || event.phase === 'cancel' ? back() : this;
    },
    command: (command) => (command === 'cancel' ? back() : null),
    leave: () => context.overlay({ stroke: null }),
  };
}

/** What a stroke changes: the one selected shape that grows, or all selected that lose. */
function targetsOf(context: ToolContext, erases: boolean): readonly ToolShape[] {
  const selected = context.selection().flatMap((id) => context.shape(id) ?? []);
  const free = selected.filter((shape) => !shape.locked);
  return erases || selected.length === 1 ? free : [];
}

/** The topmost shape that a quick stroke went over between two events. */
function touched(context: ToolContext, stroke: Polygon): readonly ToolShape[] {
  const near = context.shapesWithin(polygonBox(stroke)).filter(({ locked }) => !locked);
  const topmost = near.findLast(({ polygon }) => intersectPolygons(polygon, stroke).length > 0);
  return topmost ? [topmost] : [];
}

function under(context: ToolContext, point: Point): readonly ToolShape[] {
  const shape = context.shapeAt(point);
  return shape && !shape.locked ? [shape] : [];
}
