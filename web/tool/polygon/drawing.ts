import { MAX_VERTICES } from '@maskroom/shared/geometry/geometryCodec';
import type { Point } from '@maskroom/shared/geometry/polygon';
import type { StagePointer } from '../../canvas/stagePointer.ts';
import { clampPoint } from '../edit/clampPoint.ts';
import { closeRing } from '../edit/closeRing.ts';
import type { ToolState } from '../stateTool.ts';
import type { ToolCommand, ToolContext } from '../tool.ts';

/** This near the first vertex, a click closes the shape. CSS px; a finger's target is 24 px across. */
const CLOSE_PX = { mouse: 9, pen: 10, touch: 12, keyboard: 9 } as const;

/** At least one vertex is down. `back` makes the state after the shape is finished or given up. */
export function drawing(context: ToolContext, first: Point, back: () => ToolState): ToolState {
  const vertices: Point[] = [first];
  show(null, false);

  function show(pointer: Point | null, closing: boolean): void {
    context.overlay({ draft: { vertices: [...vertices], pointer, closing, color: context.labelColor() } });
  }

  const closes = ({ point, scale, device }: StagePointer): boolean =>
    vertices.length >= 3 && Math.hypot(point[0] - first[0], point[1] - first[1]) * scale <= CLOSE_PX[device];

  function finish(stay: ToolState): ToolState {
    const ring = closeRing(vertices);
    if (!ring) {
      context.notify('A shape needs at least three corners.');
      return stay;
    }
    context.addShape([[ring]], 'manual');
    return back();
  }

  return {
    name: 'drawing',
    cursor: 'crosshair',
    pointer(event) {
      const point = clampPoint(event.point, context.imageSize);
      if (event.phase === 'down' && event.button === 0) {
        if (closes(event) || (event.clicks > 1 && vertices.length >= 3)) return finish(this);
        if (event.clicks <= 1 && vertices.length < MAX_VERTICES) vertices.push(point);
      }
      show(event.phase === 'leave' ? null : point, event.phase === 'move' && closes(event));
      return this;
    },
    command(command: ToolCommand) {
      if (command === 'accept') return finish(this);
      if (command === 'cancel') return back();
      if (command !== 'removeLast') return null;
      vertices.pop();
      if (vertices.length === 0) return back();
      show(null, false);
      return this;
    },
    leave: () => context.overlay({ draft: null }),
  };
}
