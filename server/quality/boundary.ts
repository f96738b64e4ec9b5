import type { Box, Point, Polygon } from '@maskroom/shared/geometry/polygon';

/** Of the diagonal of the bounds around both shapes (Q6). */
const TOLERANCE = 0.02;
/** What a hand can aim at. */
const LEAST_TOLERANCE_PX = 1;
/** Points of an outline lie this share of the tolerance apart: a distance is at most 1 % too long then. */
const STEP = 0.25;

interface Outlined {
  readonly polygon: Polygon;
  readonly box: Box;
}

/** How well two outlines follow each other, 0..1 (Q6). @param tolerancePx image px; by the size of the two when absent */
export function boundaryF1(a: Outlined, b: Outlined, tolerancePx = toleranceOf(a.box, b.box)): number {
  const [as, bs] = [a, b].map(({ polygon }) => pointsOf(polygon, tolerancePx * STEP));
  const [precision, recall] = [shareNear(as, bs, tolerancePx), shareNear(bs, as, tolerancePx)];
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

function toleranceOf(a: Box, b: Box): number {
  const [width, height] = [
    Math.max(a[2], b[2]) - Math.min(a[0], b[0]),
    Math.max(a[3], b[3]) - Math.min(a[1], b[1]),
  ];
  return Math.max(LEAST_TOLERANCE_PX, TOLERANCE * Math.hypot(width, height));
}

/** Points of all rings, equally far apart along each: their number is a length. */
function pointsOf(polygon: Polygon, step: number): Point[] {
  const points: Point[] = [];
  for (const ring of polygon.flat()) {
    let carried = 0;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [[ax, ay], [bx, by]] = [ring[j], ring[i]];
      const length = Math.hypot(bx - ax, by - ay);
      let at = carried;
      for (; at < length; at += step)
        points.push([ax + ((bx - ax) * at) / length, ay + ((by - ay) * at) / length]);
      carried = at - length;
    }
  }
  return points;
}

/** How much of an outline has a point of the other within the tolerance; looked up in cells of that size. */
function shareNear(points: readonly Point[], others: readonly Point[], tolerance: number): number {
  if (points.length === 0) return 0;
  const cells = new Map<number, Point[]>();
  for (const point of others) {
    const cell = cellOf(point, tolerance, 0, 0);
    const there = cells.get(cell);
    if (there) there.push(point);
    else cells.set(cell, [point]);
  }
  return points.filter((point) => isNear(point, cells, tolerance)).length / points.length;
}

const around = [-1, 0, 1];

const isNear = ([x, y]: Point, cells: ReadonlyMap<number, readonly Point[]>, tolerance: number): boolean =>
  around.some((dx) =>
    around.some((dy) =>
      cells
        .get(cellOf([x, y], tolerance, dx, dy))
        ?.some(([otherX, otherY]) => (x - otherX) ** 2 + (y - otherY) ** 2 <= tolerance ** 2),
    ),
  );

/** More cells than a picture has pixels along a side, in both directions. */
const CELLS = 2 ** 20;
const cellOf = ([x, y]: Point, size: number, dx: number, dy: number): number =>
  (Math.floor(x / size) + dx) * CELLS + Math.floor(y / size) + dy;
