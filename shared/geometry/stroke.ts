import { EndType, inflatePaths, JoinType, simplifyPath } from 'clipper2-ts';
import { fromPath, toPath, uniteOutlines } from './clipper.ts';
import { STEPS_PER_PIXEL } from './geometryCodec.ts';
import type { Point, Polygon, PolygonRing } from './polygon.ts';

/** How far a round outline may lie from its circle. Px. */
const ARC_TOLERANCE_PX = 0.15;

/** What a round brush of `radius` px covers on its way through `path`; one point is a disc. A way that closes leaves a hole. */
export function strokePolygon(path: readonly Point[], radius: number): Polygon {
  if (path.length === 0) return [];
  const way = toPath(thinLine(path, Math.min(0.5, radius / 8)));
  const arcTolerance = Math.min(ARC_TOLERANCE_PX, radius / 10) * STEPS_PER_PIXEL;
  return uniteOutlines(
    inflatePaths([way], radius * STEPS_PER_PIXEL, JoinType.Round, EndType.Round, 2, arcTolerance),
  );
}

/** An open line with fewer points, nowhere further than `tolerance` px from the points left out; its ends stay. */
export const thinLine = (line: readonly Point[], tolerance: number): Point[] =>
  fromPath(simplifyPath(toPath(line), tolerance * STEPS_PER_PIXEL, false));

/** A ring traced by hand without what the hand added; where it crosses itself it becomes what it goes around. */
export function tracedPolygon(ring: PolygonRing, tolerance: number): Polygon {
  const thinned = simplifyPath(toPath(ring), tolerance * STEPS_PER_PIXEL, true);
  return thinned.length < 3 ? [] : uniteOutlines([thinned]);
}
