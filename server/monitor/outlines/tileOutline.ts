import { decodeGeometry, encodeGeometry, STEPS_PER_PIXEL } from '@maskroom/shared/geometry/geometryCodec';
import { countVertices, signedRingArea } from '@maskroom/shared/geometry/measure';
import type { Point, Polygon, PolygonRing } from '@maskroom/shared/geometry/polygon';
import { createSimplifier } from '@maskroom/shared/geometry/simplify';
import { OUTLINE_SPAN } from '@maskroom/shared/protocol/monitor';

/** Of one outline. */
const MOST_VERTICES = 64;
/** Of one outline: the largest; what is left out is smaller than what anybody sees beside them. */
const MOST_RINGS = 12;
/** A vertex for so many steps of the way around is all that a tile shows, */
const STEPS_A_VERTEX = 4;
/** but small rings keep their corners. */
const LEAST_VERTICES = 8;
/** A hole or a part of less than this many square steps is no more than its own outline. */
const LEAST_AREA = 4;

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/**
 * A shape as small as a tile shows it: its geometry bytes of {@link OUTLINE_SPAN}, in base64. Holes and parts stay where
 * they can be seen; a shape of less than a step is a dot. Null for bytes that are no geometry.
 */
export function tileOutline(geometry: Uint8Array, size: PictureSize): string | null {
  const polygon = decodeGeometry(geometry);
  if (!polygon.ok) return null;
  const scale = (OUTLINE_SPAN * STEPS_PER_PIXEL) / Math.max(size.width, size.height);
  const small = thinned(largestRings(polygon.value.map((part) => part.map((ring) => snapped(ring, scale)))));
  const units = small.map((part) => part.map((ring) => ring.map(inUnits)));
  return Buffer.from(encodeGeometry(units)).toString('base64');
}

const inUnits = ([x, y]: Point): Point => [x / STEPS_PER_PIXEL, y / STEPS_PER_PIXEL];

/** On whole steps, without vertices that are repeated or lie on the way from one neighbour to the other. */
function snapped(ring: PolygonRing, scale: number): PolygonRing {
  const kept: Point[] = [];
  for (const [x, y] of ring) {
    const point: Point = [Math.round(x * scale), Math.round(y * scale)];
    if (kept.length > 0 && isSame(kept[kept.length - 1], point)) continue;
    if (kept.length > 1 && isBetween(kept[kept.length - 2], kept[kept.length - 1], point)) kept.pop();
    kept.push(point);
  }
  while (kept.length > 1 && isSame(kept[0], kept[kept.length - 1])) kept.pop();
  return kept;
}

const isSame = (a: Point, b: Point): boolean => a[0] === b[0] && a[1] === b[1];

function isBetween(a: Point, b: Point, c: Point): boolean {
  const [[ux, uy], [vx, vy]] = [
    [b[0] - a[0], b[1] - a[1]],
    [c[0] - b[0], c[1] - b[1]],
  ];
  return ux * vy === uy * vx && ux * vx + uy * vy > 0;
}

const areaOf = (ring: PolygonRing): number => Math.abs(signedRingArea(ring));

/** Without rings that nobody would see, and at most {@link MOST_RINGS}; never without any. */
function largestRings(polygon: Polygon): Polygon {
  const rings = polygon.flat().sort((a, b) => areaOf(b) - areaOf(a));
  const seen = new Set(rings.slice(0, MOST_RINGS).filter((ring) => areaOf(ring) >= LEAST_AREA));
  const parts = polygon.filter(([exterior]) => seen.has(exterior));
  if (parts.length === 0) return [[sliver(rings[0])]];
  return parts.map(([exterior, ...holes]) => [exterior, ...holes.filter((hole) => seen.has(hole))]);
}

/** A dot or a hair as a ring that has three corners at least. */
function sliver(ring: PolygonRing): PolygonRing {
  const [x, y] = ring[ring.length - 1];
  if (ring.length >= 3) return ring;
  return ring.length === 2
    ? [...ring, [x, y + 1]]
    : [
        [x, y],
        [x + 1, y],
        [x, y + 1],
      ];
}

function thinned(polygon: Polygon): Polygon {
  const rings = polygon.flat();
  const around = rings.reduce((sum, ring) => sum + lengthOf(ring), 0);
  const most = Math.min(MOST_VERTICES, Math.max(LEAST_VERTICES * rings.length, around / STEPS_A_VERTEX));
  return countVertices(polygon) <= most ? polygon : createSimplifier(polygon).withVertices(most);
}

const lengthOf = (ring: PolygonRing): number =>
  ring.reduce((sum, [x, y], i) => {
    const [lastX, lastY] = ring[(i + ring.length - 1) % ring.length];
    return sum + Math.hypot(x - lastX, y - lastY);
  }, 0);
