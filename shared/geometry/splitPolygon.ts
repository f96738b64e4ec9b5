import { intersectPolygons, subtractPolygons, unitePolygons, withoutSpecks } from './combine.ts';
import { distanceToEdge } from './edge.ts';
import { STEPS_PER_PIXEL } from './geometryCodec.ts';
import { polygonArea, polygonBox } from './measure.ts';
import type { Point, Polygon, PolygonPart } from './polygon.ts';
import { strokePolygon } from './stroke.ts';

/** What a cut leaves below this area was not meant. Px². */
const LEAST_AREA = 1;
/** The width of the line where it parts what it goes through; the pieces are put together again without it. Px. */
const BLADE_PX = 2 / STEPS_PER_PIXEL;

/**
 * The pieces that a line parts one part into, largest first; one piece when it does not go through. The pieces
 * cover the part without gap or overlap, and share their border vertex by vertex.
 *
 * The line, closed by way of a far point, halves the plane: that gives exact pieces, but parts along the closing
 * edges too. Which pieces belong together says the part with a blade's width around the line taken out.
 */
export function splitPart(part: PolygonPart, line: readonly Point[]): Polygon[] {
  const whole: Polygon = [part];
  const severed = withoutSpecks(subtractPolygons(whole, [strokePolygon(line, BLADE_PX / 2)]), LEAST_AREA);
  if (line.length < 2 || severed.length < 2) return [whole];
  const half: Polygon = [[[...line, farPoint(whole, line)]]];
  const crumbs = [...intersectPolygons(whole, half), ...subtractPolygons(whole, [half])];
  const groups = severed.map((): PolygonPart[] => []);
  for (const crumb of crumbs) {
    const shares = severed.map((piece) => polygonArea(intersectPolygons([piece], [crumb])));
    groups[shares.indexOf(Math.max(...shares))].push(crumb);
  }
  const pieces = groups.map((group) => (group.length === 1 ? group : unitePolygons([group])));
  return pieces
    .filter((piece) => polygonArea(piece) >= LEAST_AREA)
    .map((piece) => withoutStrays(piece, part, line))
    .sort((a, b) => polygonArea(b) - polygonArea(a));
}

/** Beside the line and outside of the shape, so that few edges are crossed on the way there and back. */
function farPoint(whole: Polygon, line: readonly Point[]): Point {
  const [xmin, ymin, xmax, ymax] = polygonBox(whole);
  const [[ax, ay], [bx, by]] = [line[0], line[line.length - 1]];
  const length = Math.hypot(bx - ax, by - ay) || 1;
  const away = 2 * (xmax - xmin + (ymax - ymin)) + length;
  return [(ax + bx) / 2 - ((by - ay) / length) * away, (ay + by) / 2 + ((bx - ax) / length) * away];
}

/** Without the vertices that only the closing edges made: neither the part's own nor on the line. */
function withoutStrays(piece: Polygon, part: PolygonPart, line: readonly Point[]): Polygon {
  const own = new Set(part.flat().map(keyOf));
  const stays = (point: Point): boolean => own.has(keyOf(point)) || distanceToLine(line, point) <= BLADE_PX;
  return piece.map((rings) =>
    rings.map((ring) => {
      const kept = ring.filter(stays);
      return kept.length >= 3 ? kept : ring;
    }),
  );
}

const keyOf = ([x, y]: Point): string =>
  `${Math.round(x * STEPS_PER_PIXEL)} ${Math.round(y * STEPS_PER_PIXEL)}`;

const distanceToLine = (line: readonly Point[], point: Point): number =>
  Math.min(...line.slice(1).map((to, i) => distanceToEdge(line[i], to, point)));
