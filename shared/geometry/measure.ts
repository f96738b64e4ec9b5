import type { Box, Polygon, PolygonPart, PolygonRing } from './polygon.ts';

/** Twice-halved shoelace sum in px²; positive for a ring that turns clockwise on screen (y down). */
export function signedRingArea(ring: PolygonRing): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    sum += ring[j][0] * ring[i][1] - ring[i][0] * ring[j][1];
  }
  return sum / 2;
}

export function partArea(part: PolygonPart): number {
  const [exterior, ...holes] = part;
  return holes.reduce(
    (area, hole) => area - Math.abs(signedRingArea(hole)),
    Math.abs(signedRingArea(exterior)),
  );
}

/** Area in px², holes taken away. */
export const polygonArea = (polygon: Polygon): number =>
  polygon.reduce((sum, part) => sum + partArea(part), 0);

/** Bounds of all exteriors; [0, 0, 0, 0] for a polygon without parts. */
/** Indices instead of iterators: it runs for every shape of a document while that is being opened. */
export function polygonBox(polygon: Polygon): Box {
  let [xmin, ymin, xmax, ymax] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [exterior] of polygon) {
    for (let i = 0; i < exterior.length; i++) {
      const point = exterior[i];
      if (point[0] < xmin) xmin = point[0];
      if (point[0] > xmax) xmax = point[0];
      if (point[1] < ymin) ymin = point[1];
      if (point[1] > ymax) ymax = point[1];
    }
  }
  return xmin > xmax ? [0, 0, 0, 0] : [xmin, ymin, xmax, ymax];
}

export const countVertices = (polygon: Polygon): number =>
  polygon.reduce((sum, part) => sum + part.reduce((n, ring) => n + ring.length, 0), 0);
