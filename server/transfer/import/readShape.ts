import { err, ok, type Result } from '@maskroom/shared/base/result';
import { boxPolygon, unitePolygons } from '@maskroom/shared/geometry/combine';
import { MAX_VERTICES, STEPS_PER_PIXEL } from '@maskroom/shared/geometry/geometryCodec';
import { polygonArea, signedRingArea } from '@maskroom/shared/geometry/measure';
import type { Point, Polygon, PolygonPart, PolygonRing } from '@maskroom/shared/geometry/polygon';
import { stringToRuns } from '@maskroom/shared/mask/rle';
import { traceRuns } from '@maskroom/shared/mask/traceRuns';
import type { ImportSkipCode } from '@maskroom/shared/protocol/import';
import { z } from 'zod';
import { ringConflicts } from '../../inference/trace/ringConflicts.ts';
import { cocoShape } from '../cocoAnnotation.ts';

export interface SkipReason {
  readonly code: ImportSkipCode;
  readonly message: string;
}
export interface ReadShape {
  readonly polygon: Polygon;
  /** What the file said, where rings that cross themselves were mended. */
  readonly asSaid?: Polygon;
}
interface Size {
  readonly width: number;
  readonly height: number;
}

const fault = (code: ImportSkipCode, message: string) => err<SkipReason>({ code, message });
const tooLarge = () => fault('shape-too-large', `The shape has more than ${MAX_VERTICES} vertices.`);

/** Runs of the widest picture, a few a column; a mask of more is noise. */
const MOST_RUNS = 500_000;

const count = z.int().min(0);
const rleSchema = z.object({ size: z.tuple([count, count]), counts: z.union([z.string(), z.array(count)]) });
const flatRings = z.array(z.array(z.number()));
const bboxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const polygonSchema = z.array(z.array(z.array(z.tuple([z.number(), z.number()])).min(3)).min(1)).min(1);

/** The parts of a COCO annotation that say its shape, unparsed. */
export interface SaidShape {
  readonly segmentation?: unknown;
  readonly bbox?: unknown;
  /** Our own: the shape with its holes, as it was drawn. */
  readonly polygon?: unknown;
}

/**
 * A COCO annotation's shape on a picture of this size. Rings are parts; an RLE is traced along its pixels' borders;
 * without a segmentation the bounding box is the shape. What we exported comes back as it was, if its segmentation was
 * left alone.
 */
export function readShape(said: SaidShape, size: Size): Result<ReadShape, SkipReason> {
  const own = polygonSchema.safeParse(said.polygon);
  if (own.success && isSameMask(own.data, said.segmentation, size)) return checked(own.data);
  const { segmentation } = said;
  if (segmentation === undefined || segmentation === null || isEmptyList(segmentation))
    return readBox(said.bbox);
  return Array.isArray(segmentation) ? readRings(segmentation) : readRle(segmentation, size);
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

const isSameMask = (polygon: Polygon, segmentation: unknown, { height, width }: Size): boolean =>
  JSON.stringify(cocoShape(polygon, width, height).segmentation) === JSON.stringify(segmentation);

function readBox(bbox: unknown): Result<ReadShape, SkipReason> {
  const box = bboxSchema.safeParse(bbox);
  if (!box.success)
    return fault('shape-invalid', 'There is neither a segmentation nor a box of four numbers.');
  const [x, y, width, height] = box.data;
  if (width <= 0 || height <= 0) return fault('shape-empty', 'The box has no area.');
  return checked(boxPolygon([x, y, x + width, y + height]));
}

function readRings(segmentation: readonly unknown[]): Result<ReadShape, SkipReason> {
  const numbers = segmentation.reduce<number>(
    (sum, ring) => sum + (Array.isArray(ring) ? ring.length : 0),
    0,
  );
  if (numbers > 2 * MAX_VERTICES) return tooLarge();
  const rings = flatRings.safeParse(segmentation);
  if (!rings.success) return fault('shape-invalid', 'The segmentation is no list of rings of numbers.');
  if (rings.data.some((ring) => ring.length % 2 === 1 || ring.length < 6))
    return fault('shape-invalid', 'A ring is no list x1, y1, x2, y2 … of at least three points.');
  const points = rings.data.map(ringOf);
  if (points.some((ring) => ring.length < 3))
    return fault('shape-invalid', 'A ring has fewer than three points.');
  const asSaid = points.map((ring) => [ring]);
  const parts = points.map(sound);
  const isMended = parts.some((mended, i) => mended[0]?.[0] !== points[i]);
  return checked(parts.flat(), isMended ? asSaid : undefined);
}

/** Some tools repeat the first point at the end. */
function ringOf(flat: readonly number[]): PolygonRing {
  const points: Point[] = [];
  for (let i = 0; i < flat.length; i += 2) points.push([onGrid(flat[i]), onGrid(flat[i + 1])]);
  const [first, last] = [points[0], points[points.length - 1]];
  if (first[0] === last[0] && first[1] === last[1]) points.pop();
  return points;
}

const onGrid = (value: number): number => Math.round(value * STEPS_PER_PIXEL) / STEPS_PER_PIXEL;

/** What a shape may lose or gain by mending and still be called sound, px². */
const HARMLESS_AREA = 1;
/** Beyond this no whole step is exact. */
const FAR_PX = 1e6;

/** A ring that crosses itself is taken even-odd, as COCO rasterises it: the same pixels, in rings that cross nothing. */
function sound(ring: PolygonRing): readonly PolygonPart[] {
  if (ring.some(([x, y]) => Math.abs(x) > FAR_PX || Math.abs(y) > FAR_PX)) return [[ring]];
  const steps = Int32Array.from(ring.flat(), (value) => value * STEPS_PER_PIXEL);
  if (ringConflicts([steps]).size === 0) return [[ring]];
  const mended = unitePolygons([[[ring]]]);
  const differs = Math.abs(polygonArea(mended) - Math.abs(signedRingArea(ring))) > HARMLESS_AREA;
  return differs ? mended : [[ring]];
}

function readRle(segmentation: unknown, { height, width }: Size): Result<ReadShape, SkipReason> {
  const rle = rleSchema.safeParse(segmentation);
  if (!rle.success)
    return fault('shape-invalid', 'The segmentation is neither rings nor a run-length encoding.');
  const { counts, size } = rle.data;
  if (size[0] !== height || size[1] !== width)
    return fault('shape-invalid', `The run-length encoding is for ${size[1]} × ${size[0]} pixels.`);
  const runs = typeof counts === 'string' ? stringToRuns(counts) : ok(counts);
  if (!runs.ok) return fault('shape-invalid', `The run-length encoding cannot be read: ${runs.error}.`);
  if (runs.value.reduce((sum, run) => sum + run, 0) !== height * width)
    return fault('shape-invalid', 'The runs do not add up to the picture.');
  if (runs.value.length > MOST_RUNS) return tooLarge();
  const polygon = traceRuns(runs.value, height, MAX_VERTICES);
  return polygon ? checked(polygon) : tooLarge();
}

function checked(polygon: Polygon, asSaid?: Polygon): Result<ReadShape, SkipReason> {
  if (polygon.length === 0 || polygonArea(polygon) <= 0)
    return fault('shape-empty', 'The shape has no area.');
  return ok({ polygon, ...(asSaid && { asSaid }) });
}
