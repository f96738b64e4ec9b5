import { polygonBox } from '@maskroom/shared/geometry/measure';
import type { Point } from '@maskroom/shared/geometry/polygon';
import { t } from '../../ui/language/language.ts';
import type { ToolContext, ToolShape } from '../tool.ts';
import { cutPolygon } from './cutPolygon.ts';

/** Cuts what is selected, else the topmost shape that the line goes right through, and selects the pieces. */
export function cutAlong(context: ToolContext, line: readonly Point[]): void {
  const selected = context.selection().flatMap((id) => context.shape(id) ?? []);
  const crossed = selected.length > 0 ? selected : context.shapesWithin(polygonBox([[line]])).toReversed();
  const free = crossed.filter((shape) => !shape.locked);
  const cuts = cutsOf(free, line, selected.length > 0 ? free.length : 1);
  if (cuts.length === 0) {
    context.notify(crossed.find(({ locked }) => locked)?.locked ?? t('tool.cutThrough'));
    return;
  }
  const pieces = context.change({
    verb: 'cut',
    reshaped: cuts.map(({ id, kept }) => ({ id, polygon: kept })),
    added: cuts.flatMap(({ id, pieces }) => pieces.map((polygon) => ({ polygon, from: id }))),
  });
  if (pieces) context.select([...cuts.map(({ id }) => id), ...pieces]);
}

function cutsOf(shapes: readonly ToolShape[], line: readonly Point[], most: number) {
  const cuts = [];
  for (const { id, polygon } of shapes) {
    if (cuts.length === most) break;
    const cut = cutPolygon(polygon, line);
    if (cut) cuts.push({ id, ...cut });
  }
  return cuts;
}
