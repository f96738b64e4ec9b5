import { ringContains } from '@maskroom/shared/geometry/contains';
import { partArea, signedRingArea } from '@maskroom/shared/geometry/measure';
import type { Polygon, PolygonPart, PolygonRing } from '@maskroom/shared/geometry/polygon';

/**
 * Fills holes and takes away islands of less than `least` px², holes first, as segment-anything's
 * `remove_small_regions` does; when every island is small the largest stays. The polygon itself when nothing is.
 */
export function cleanPolygon(polygon: Polygon, least: number): Polygon {
  const isSmall = (ring: PolygonRing): boolean => Math.abs(signedRingArea(ring)) < least;
  const filled = polygon.flatMap(([, ...holes]) => holes.filter(isSmall));
  const whole = polygon.map(
    ([exterior, ...holes]): PolygonPart => [exterior, ...holes.filter((h) => !isSmall(h))],
  );
  // What lay in a hole that is filled now is no island any more.
  const islands = whole.filter(([exterior]) => !filled.some((hole) => ringContains(hole, exterior[0])));
  const large = islands.filter((part) => partArea(part) >= least);
  if (filled.length === 0 && large.length === polygon.length) return polygon;
  return large.length > 0 ? large : [...islands].sort((a, b) => partArea(b) - partArea(a)).slice(0, 1);
}
