import { polygonBox } from '@maskroom/shared/geometry/measure';
import type { Box } from '@maskroom/shared/geometry/polygon';
import type { StagePointer } from '../../canvas/stagePointer.ts';
import { hasDragged } from '../dragging.ts';
import { boxBetween } from '../edit/boxBetween.ts';
import type { VertexRef } from '../edit/replaceRing.ts';
import type { ToolState } from '../stateTool.ts';
import type { ToolContext } from '../tool.ts';

/** Shift is down: let go the shape under the press joins or leaves the selection, moved a rubber band is drawn. */
export const pressingWithShift = (
  context: ToolContext,
  down: StagePointer,
  back: (vertices: readonly VertexRef[]) => ToolState,
): ToolState => ({
  name: 'pressingWithShift',
  cursor: 'default',
  pointer(event) {
    if (event.phase === 'move' && hasDragged(down, event)) return banding(context, down, back).pointer(event);
    if (event.phase !== 'up') return event.phase === 'cancel' ? back([]) : this;
    const under = context.shapeAt(down.point);
    const ids = context.selection();
    if (under)
      context.select(ids.includes(under.id) ? ids.filter((id) => id !== under.id) : [...ids, under.id]);
    return back([]);
  },
  command: (command) => (command === 'cancel' ? back([]) : null),
});

/** Selects the shapes that lie wholly in the band; where none does, the vertices in it of the shape that is selected. */
function banding(
  context: ToolContext,
  down: StagePointer,
  back: (vertices: readonly VertexRef[]) => ToolState,
): ToolState {
  function choose(band: Box): readonly VertexRef[] {
    const inside = context.shapesWithin(band).filter(({ polygon }) => contains(band, polygonBox(polygon)));
    const ids = context.selection();
    if (inside.length > 0) context.select([...new Set([...ids, ...inside.map(({ id }) => id)])]);
    const alone = inside.length === 0 && ids.length === 1 ? context.shape(ids[0]) : null;
    return (alone && !alone.locked ? alone.polygon : []).flatMap((part, i) =>
      part.flatMap((ring, j) =>
        ring.flatMap(([x, y], vertex) =>
          contains(band, [x, y, x, y]) ? [{ part: i, ring: j, vertex }] : [],
        ),
      ),
    );
  }

  return {
    name: 'banding',
    cursor: 'crosshair',
    pointer(event) {
      const band = boxBetween(down.point, event.point);
      if (event.phase === 'move') context.overlay({ box: { box: band, color: null } });
      if (event.phase === 'up') return back(choose(band));
      return event.phase === 'cancel' ? back([]) : this;
    },
    command: (command) => (command === 'cancel' ? back([]) : null),
    leave: () => context.overlay({ box: null }),
  };
}

const contains = (outer: Box, inner: Box): boolean =>
  inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
