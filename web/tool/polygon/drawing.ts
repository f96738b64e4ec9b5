import { withoutSpecks } from '@maskroom/shared/geometry/combine';
import { distance } from '@maskroom/shared/geometry/edge';
import { MAX_VERTICES } from '@maskroom/shared/geometry/geometryCodec';
import type { Point, Polygon } from '@maskroom/shared/geometry/polygon';
import { tracedPolygon } from '@maskroom/shared/geometry/stroke';
import type { StagePointer } from '../../canvas/stagePointer.ts';
import { t } from '../../ui/language/language.ts';
import { clampPoint } from '../edit/clampPoint.ts';
import { closeRing } from '../edit/closeRing.ts';
import { snapped } from '../edit/snap.ts';
import type { ToolState } from '../stateTool.ts';
import type { ToolCommand, ToolContext } from '../tool.ts';
import { createTrace } from './trace.ts';

/** This near the first vertex, a click closes the shape. CSS px; a finger's target is 24 px across. */
const CLOSE_PX = { mouse: 9, pen: 10, touch: 12, keyboard: 9 } as const;
/** A traced outline keeps to the hand this closely. CSS px. */
const TRACE_PX = 0.75;

/** The button is down at the first vertex. `back` makes the state after the shape is finished or given up. */
export function drawing(context: ToolContext, down: StagePointer, back: () => ToolState): ToolState {
  const first = snapped(context, down, clampPoint(down.point, context.imageSize));
  const vertices: Point[] = [first];
  /** Vertices that were clicked; the others were traced. */
  const corners: Point[] = [first];
  const trace = createTrace();
  let scale = down.scale;
  trace.begin(down, vertices.length);
  show(null, false);

  function show(pointer: Point | null, closing: boolean): void {
    const dots = vertices.length > corners.length ? { dots: [...corners] } : {};
    const color = context.labelColor();
    context.overlay({ draft: { vertices: [...vertices], pointer, closing, color, ...dots } });
  }

  const closes = ({ point, device }: StagePointer): boolean =>
    vertices.length >= 3 && distance(point, first) * scale <= CLOSE_PX[device];

  function shape(): Polygon | null {
    if (vertices.length > corners.length) {
      const polygon = withoutSpecks(tracedPolygon(vertices, TRACE_PX / scale), 1);
      return polygon.length > 0 ? polygon : null;
    }
    const ring = closeRing(vertices);
    return ring && [[ring]];
  }

  function finish(stay: ToolState): ToolState {
    const polygon = shape();
    if (!polygon) {
      context.notify(t('tool.threeCorners'));
      return stay;
    }
    context.addShape(polygon, 'manual');
    return back();
  }

  function put(event: StagePointer): void {
    if (event.clicks > 1 || vertices.length >= MAX_VERTICES) return;
    const point = snapped(context, event, clampPoint(event.point, context.imageSize));
    vertices.push(point);
    corners.push(point);
    trace.begin(event, vertices.length);
  }

  return {
    name: 'drawing',
    cursor: 'crosshair',
    pointer(event) {
      scale = event.scale;
      if (event.phase === 'down' && event.button === 0) {
        if (closes(event) || (event.clicks > 1 && vertices.length >= 3)) return finish(this);
        put(event);
      }
      if (event.phase === 'move') {
        for (const point of trace.follow(event, vertices[vertices.length - 1]))
          if (vertices.length < MAX_VERTICES) vertices.push(clampPoint(point, context.imageSize));
      }
      if (event.phase === 'up' && trace.end(event, vertices)) return finish(this);
      const point = clampPoint(event.point, context.imageSize);
      const isMove = event.phase === 'move' && !trace.isOn;
      show(
        event.phase === 'leave' ? null : isMove ? snapped(context, event, point) : point,
        event.phase === 'move' && closes(event),
      );
      return this;
    },
    command(command: ToolCommand) {
      if (command === 'accept') return finish(this);
      if (command === 'cancel') return back();
      if (command !== 'removeLast') return null;
      const gone = vertices.pop();
      if (gone && corners.includes(gone)) corners.pop();
      if (vertices.length === 0) return back();
      show(null, false);
      return this;
    },
    leave: () => context.overlay({ draft: null, snapped: null }),
  };
}
