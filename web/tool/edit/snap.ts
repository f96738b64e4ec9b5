import { distance, nearestOnEdge } from '@maskroom/shared/geometry/edge';
import type { Box, Point, Polygon } from '@maskroom/shared/geometry/polygon';
import type { StagePointer } from '../../canvas/stagePointer.ts';
import type { ToolContext } from '../tool.ts';

/** What is dragged this near another shape holds on to it. CSS px. */
const SNAP_PX = 8;

/** The vertex of the shapes that is nearest within `reach` image px, else the nearest place on an edge, else null. */
export function snapPoint(point: Point, polygons: readonly Polygon[], reach: number): Point | null {
  const rings = polygons.flatMap((polygon) => polygon.flat());
  const vertex = nearest(point, rings.flat(), reach);
  if (vertex) return vertex;
  const places = rings.flatMap((ring) =>
    ring.map((from, i) => nearestOnEdge(from, ring[(i + 1) % ring.length], point)),
  );
  return nearest(point, places, reach);
}

/** Where a pointer means, held by shapes near it but for `except`, unless Ctrl is down; shows what holds it. */
export function snapped(
  context: ToolContext,
  { ctrl, scale }: Pick<StagePointer, 'ctrl' | 'scale'>,
  point: Point,
  except: readonly string[] = [],
): Point {
  const reach = SNAP_PX / scale;
  const others =
    ctrl || !context.snaps()
      ? []
      : context.shapesWithin(boxAround(point, reach)).filter(({ id }) => !except.includes(id));
  const place = snapPoint(
    point,
    others.map(({ polygon }) => polygon),
    reach,
  );
  context.overlay({ snapped: place });
  return place ?? point;
}

export const boxAround = ([x, y]: Point, reach: number): Box => [x - reach, y - reach, x + reach, y + reach];

function nearest(point: Point, places: readonly Point[], reach: number): Point | null {
  let [found, least]: [Point | null, number] = [null, reach];
  for (const place of places) {
    const away = distance(place, point);
    if (away <= least) [found, least] = [place, away];
  }
  return found;
}
