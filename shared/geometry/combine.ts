import { ClipType } from 'clipper2-ts';
import { boxOverlap } from './box.ts';
import { combine, toPaths, uniteOutlines } from './clipper.ts';
import { partArea, polygonArea, polygonBox } from './measure.ts';
import type { Box, Polygon } from './polygon.ts';

/**
 * Union, difference and intersection of shapes in image px, through Clipper2 on the grid of 1/16 px that geometries
 * keep. Holes and parts come out as they are; crossing rings are taken even-odd. No part: an empty polygon.
 */
export const unitePolygons = (polygons: readonly Polygon[]): Polygon =>
  uniteOutlines(polygons.flatMap((polygon) => toPaths(polygon)));

export const subtractPolygons = (from: Polygon, what: readonly Polygon[]): Polygon => {
  const near = what.filter((polygon) => boxesMeet(polygonBox(from), polygonBox(polygon)));
  if (near.length === 0) return from;
  return combine(
    ClipType.Difference,
    toPaths(from),
    near.flatMap((polygon) => toPaths(polygon)),
  );
};

export const intersectPolygons = (a: Polygon, b: Polygon): Polygon =>
  boxesMeet(polygonBox(a), polygonBox(b)) ? combine(ClipType.Intersection, toPaths(a), toPaths(b)) : [];

/** The box as a polygon of one ring. */
export const boxPolygon = ([xmin, ymin, xmax, ymax]: Box): Polygon => [
  [
    [
      [xmin, ymin],
      [xmax, ymin],
      [xmax, ymax],
      [xmin, ymax],
    ],
  ],
];

/** Intersection over union of the two areas, exact but for the grid; 0 for two shapes without area. */
export function polygonIou(a: Polygon, b: Polygon): number {
  const [areaA, areaB] = [polygonArea(a), polygonArea(b)];
  const both = polygonArea(intersectPolygons(a, b));
  const either = areaA + areaB - both;
  return either > 0 ? Math.min(1, both / either) : 0;
}

/** Without parts and holes below `leastArea` px²: what a boolean operation leaves where two outlines nearly agree. */
export const withoutSpecks = (polygon: Polygon, leastArea: number): Polygon =>
  polygon
    .filter(([exterior]) => partArea([exterior]) >= leastArea)
    .map((part) => part.filter((ring, i) => i === 0 || partArea([ring]) >= leastArea));

function boxesMeet(a: Box, b: Box): boolean {
  const [xmin, ymin, xmax, ymax] = boxOverlap(a, b);
  return xmin <= xmax && ymin <= ymax;
}
