import type { Point, Polygon } from '@maskroom/shared/geometry/polygon';
import { splitPart } from '@maskroom/shared/geometry/splitPolygon';

/** A polygon that a line went through. */
export interface CutPolygon {
  /** The largest piece of every part; the parts that the line missed with all their holes. */
  readonly kept: Polygon;
  /** Every other piece, a shape of its own. */
  readonly pieces: readonly Polygon[];
}

/** Null when the line goes right through no part. */
export function cutPolygon(polygon: Polygon, line: readonly Point[]): CutPolygon | null {
  const parts = polygon.map((part) => splitPart(part, line));
  const pieces = parts.flatMap((split) => split.slice(1));
  return pieces.length === 0 ? null : { kept: parts.flatMap(([largest]) => largest), pieces };
}
