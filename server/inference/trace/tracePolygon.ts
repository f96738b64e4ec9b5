import {
  encodeGeometry,
  type Geometry,
  MAX_GEOMETRY_BYTES,
  MAX_VERTICES,
  STEPS_PER_PIXEL,
} from '@maskroom/shared/geometry/geometryCodec';
import { countVertices, polygonArea, polygonBox } from '@maskroom/shared/geometry/measure';
import type { Box, Point, Polygon, PolygonRing } from '@maskroom/shared/geometry/polygon';
import type { LowResFrame } from '../family/modelFamily.ts';
import type { Size } from '../imageFrame.ts';
import { assembleRings, type StepRing } from './assembleRings.ts';
import { dropSpecks } from './dropSpecks.ts';
import { logitGrid } from './logitGrid.ts';
import { dropCrossings, marchingSquares } from './marchingSquares.ts';
import { nestRings } from './nestRings.ts';
import { simplifyRing } from './simplifyRing.ts';
import { simplifyRings } from './simplifyRings.ts';

export interface TraceOptions {
  /** How far the outline may stray from the contour, image px. Default: {@link defaultTolerancePx}. */
  readonly tolerancePx?: number;
  /** Parts and holes smaller than this many low-res pixels are left out; the largest part always stays. Default 4. */
  readonly speckArea?: number;
  /** Where the picture that the mask is of begins in a larger one, whole px of both. Default [0, 0]. */
  readonly origin?: Point;
}

export interface TracedMask {
  readonly geometry: Geometry;
  /** px², holes taken away. */
  readonly area: number;
  readonly box: Box;
}

/** A fifth of a low-res pixel: finer than that the contour is the interpolation's, not the model's. */
const DEFAULT_TOLERANCE_SAMPLES = 0.2;
const LEAST_DEFAULT_TOLERANCE_PX = 0.5;
/** With the default tolerance an outline is coarsened until it fits: three candidates in a reply of 8 kB. */
const DEFAULT_MOST_BYTES = 2_600;
/** A step of up to 4 px either way takes one byte for each axis, a longer one two. */
const LIKELY_BYTES_PER_VERTEX = 2.4;
const TOLERANCE_GROWTH = 1.6;
const MOST_GROWTHS = 6;
/** Where the guess at what fits was wrong. */
const MOST_LATE_GROWTHS = 3;
/**
 * About the vertices before simplifying. Twice what the most ragged masks of real pictures have: beyond it is noise, whose
 * outline would take a tenth of a second and more. Who names a tolerance gets what a shape can hold.
 */
const DEFAULT_MOST_CROSSINGS = 10_000;
const MOST_CROSSINGS = 2 * MAX_VERTICES;

export function defaultTolerancePx(frame: LowResFrame, image: Size): number {
  const samplePx = Math.max(image.width / frame.content.width, image.height / frame.content.height);
  return Math.max(LEAST_DEFAULT_TOLERANCE_PX, DEFAULT_TOLERANCE_SAMPLES * samplePx);
}

/**
 * The outline of logits > 0 as a polygon of the image, with holes and parts, at sub-pixel precision; null when
 * nothing is inside. Rings are simple, do not touch, and run along the image's border where the mask does.
 * `image` may be a region of a larger picture that begins at `origin`: the outline is in the larger one's px, exactly.
 * A mask too ragged for one shape's caps, or for a reply where no tolerance is named, is traced on a coarser grid.
 */
export function tracePolygon(
  logits: Float32Array,
  frame: LowResFrame,
  image: Size,
  options: TraceOptions = {},
): TracedMask | null {
  const mostCrossings = options.tolerancePx === undefined ? DEFAULT_MOST_CROSSINGS : MOST_CROSSINGS;
  for (let coarseness = 1; ; coarseness *= 2) {
    const grid = logitGrid(logits, frame, image, coarseness);
    if (!grid) return null;
    const crossings = marchingSquares(grid);
    if (crossings.edges.length > mostCrossings) {
      dropCrossings(crossings);
      continue;
    }
    const samplePx2 = (image.width / frame.content.width) * (image.height / frame.content.height);
    const least = (options.speckArea ?? 4) * samplePx2 * STEPS_PER_PIXEL ** 2;
    const rings = dropSpecks(assembleRings(grid, crossings), least);
    if (rings.length === 0) return null;
    const traced = outline(rings, frame, image, options);
    if (traced) return traced;
  }
}

/** Null when the shape is too large at any tolerance tried. */
function outline(
  rings: readonly StepRing[],
  frame: LowResFrame,
  image: Size,
  { origin, tolerancePx }: TraceOptions,
): TracedMask | null {
  const parents = nestRings(rings);
  let tolerance =
    tolerancePx === undefined
      ? likelyTolerance(rings, defaultTolerancePx(frame, image) * STEPS_PER_PIXEL)
      : tolerancePx * STEPS_PER_PIXEL;
  if (tolerance === null) return null;
  const [mostBytes, mostGrowths] =
    tolerancePx === undefined ? [DEFAULT_MOST_BYTES, MOST_LATE_GROWTHS] : [MAX_GEOMETRY_BYTES, 0];
  for (let growths = 0; growths <= mostGrowths; growths++) {
    const polygon = polygonOf(simplifyRings(rings, parents, tolerance), parents, origin);
    const geometry = encodeGeometry(polygon);
    if (geometry.length <= mostBytes && countVertices(polygon) <= MAX_VERTICES)
      return { geometry, area: polygonArea(polygon), box: polygonBox(polygon) };
    tolerance *= TOLERANCE_GROWTH;
  }
  return null;
}

/**
 * The least tolerance (steps), of those tried, whose outline will probably fit: counting what is kept costs a
 * fraction of checking and packing it. Null when none will.
 */
function likelyTolerance(rings: readonly StepRing[], least: number): number | null {
  let tolerance = least;
  for (let growths = 0; growths < MOST_GROWTHS; growths++) {
    const kept = rings.reduce((sum, ring) => sum + simplifyRing(ring, tolerance).length / 2, 0);
    if (kept * LIKELY_BYTES_PER_VERTEX <= DEFAULT_MOST_BYTES) return tolerance;
    tolerance *= TOLERANCE_GROWTH;
  }
  return null;
}

/** Rings at even depth are exteriors, and carry the holes directly inside them. */
function polygonOf(rings: readonly StepRing[], parents: Int32Array, origin: Point = [0, 0]): Polygon {
  const parts = new Map<number, PolygonRing[]>();
  const isExterior = (index: number): boolean => parents[index] === -1 || !isExterior(parents[index]);
  const order = [...rings.keys()];
  for (const index of order.filter(isExterior)) parts.set(index, [ringOf(rings[index], origin)]);
  for (const index of order)
    if (!parts.has(index)) parts.get(parents[index])?.push(ringOf(rings[index], origin));
  return [...parts.values()];
}

function ringOf(ring: StepRing, [x0, y0]: Point): PolygonRing {
  const points: [number, number][] = new Array(ring.length / 2);
  for (let i = 0; i < points.length; i++) {
    points[i] = [x0 + ring[2 * i] / STEPS_PER_PIXEL, y0 + ring[2 * i + 1] / STEPS_PER_PIXEL];
  }
  return points;
}
