/**
 * What looking closer and refining do for masks, on labelled pictures and through the product's own path: small
 * regions asked of the whole picture and of a region, and damaged shapes bettered by one click.
 * `npm run bench:closer -- LABELLED.tar [MODEL FOLDER]`; without a tar it says that it was skipped.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decodeGeometry, type Geometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Box } from '@maskroom/shared/geometry/polygon';
import { type Mask, maskIou } from '@maskroom/shared/mask/mask';
import { rasterizePolygon } from '@maskroom/shared/mask/rasterize';
import sharp from 'sharp';
import { encodedSize } from '../../../server/inference/imageFrame.ts';
import {
  type DecodeRequest,
  type ImageEmbedding,
  openSegmenter,
} from '../../../server/inference/segmenter.ts';
import { tracePolygon } from '../../../server/inference/trace/tracePolygon.ts';
import { snapRegion } from '../../../server/session/snapRegion.ts';
import { deepest, extentOf } from './deepest.ts';
import { type LabelledPicture, labelledPictures } from './labelledPictures.ts';
import { correction } from './scoreRegion.ts';

const REGIONS_A_PICTURE = 4;
/** Of the picture's area; below the least a region is a handful of pixels, and its label rarely right. */
const small = { least: 0.0005, most: 0.005 };
/** Whoever zooms in on an object sees this many times its longer side. */
const VIEW_SIDES = 4;
/** Of its area that a damaged shape has lost, on one side. */
const LOST = 0.3;

const [file, folder = fileURLToPath(new URL('../../../models/builtin', import.meta.url))] =
  process.argv.slice(2);
if (file === undefined || !existsSync(file)) {
  console.log(
    'Skipped: there are no labelled pictures. Give a tar of NAME.jpg and NAME.0.png (16-bit label map) pairs.',
  );
  process.exit(0);
}
const segmenter = await openSegmenter(folder);

async function encode({ height, picture, width }: LabelledPicture, region?: Box): Promise<ImageEmbedding> {
  const image = { width, height };
  const size = segmenter.contentSize(encodedSize({ image, region }));
  const [left, top, right, bottom] = region ?? [0, 0, width, height];
  const data = await sharp(picture)
    .extract({ left, top, width: right - left, height: bottom - top })
    .resize(size.width, size.height, { fit: 'fill', kernel: 'linear' })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer();
  return (await segmenter.encode({ ...size, data }, image, { region })).embedding;
}

function maskOf(geometry: Geometry, { height, width }: Mask): Mask {
  const polygon = decodeGeometry(geometry);
  if (!polygon.ok) throw new Error(polygon.error);
  return rasterizePolygon(polygon.value, width, height);
}

async function ious(embedding: ImageEmbedding, truth: Mask, request: DecodeRequest): Promise<number[]> {
  const { candidates } = await segmenter.decode(embedding, request);
  return candidates.map(({ geometry }) => maskIou(maskOf(geometry, truth), truth));
}

async function asked(embedding: ImageEmbedding, truth: Mask): Promise<readonly number[]> {
  const click = { points: [[...deepest(truth).point, 1] as const] };
  const clicked = await ious(embedding, truth, { prompt: click, multimask: true });
  const boxed = await ious(embedding, truth, {
    prompt: { points: [], box: extentOf(truth) },
    multimask: false,
  });
  return [Math.max(0, ...clicked), clicked[0] ?? 0, boxed[0] ?? 0];
}

function viewOf([x0, y0, x1, y1]: Box): Box {
  const half = (VIEW_SIDES * Math.max(x1 - x0, y1 - y0)) / 2;
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  return [x - half, y - half, x + half, y + half];
}

/** The truth without its rightmost pixels, as an outline. */
function damaged(truth: Mask): Geometry | null {
  const columns = Array.from({ length: truth.width }, (_, x) => {
    let count = 0;
    for (let y = 0; y < truth.height; y++) count += truth.data[y * truth.width + x];
    return count;
  });
  let left = columns.reduce((sum, count) => sum + count, 0) * (1 - LOST);
  const end = columns.findIndex((count) => {
    left -= count;
    return left < 0;
  });
  const logits = Float32Array.from(truth.data, (value, i) => (value === 1 && i % truth.width < end ? 1 : -1));
  return tracePolygon(logits, { ...truth, content: truth }, truth)?.geometry ?? null;
}

async function refined(embedding: ImageEmbedding, truth: Mask): Promise<readonly number[] | null> {
  const geometry = damaged(truth);
  if (!geometry) return null;
  const before = maskOf(geometry, truth);
  const prompt = { points: correction(truth, before) };
  const refine = { refine: geometry, keepsElsewhere: true };
  const [after = 0] = await ious(embedding, truth, { prompt, multimask: false, ...refine });
  const [alone = 0] = await ious(embedding, truth, { prompt, multimask: false });
  return [maskIou(before, truth), after, alone];
}

const looks = { whole: [] as (readonly number[])[], region: [] as (readonly number[])[] };
for await (const picture of labelledPictures(file, REGIONS_A_PICTURE, small)) {
  if (picture.regions.length === 0) continue;
  const whole = await encode(picture);
  for (const truth of picture.regions) {
    const region = snapRegion(viewOf(extentOf(truth)), [], picture);
    if (!region) continue;
    looks.whole.push(await asked(whole, truth));
    looks.region.push(await asked(await encode(picture, region), truth));
  }
}
const refinements: (readonly number[])[] = [];
for await (const picture of labelledPictures(file, REGIONS_A_PICTURE)) {
  if (picture.regions.length === 0) continue;
  const whole = await encode(picture);
  for (const truth of picture.regions) {
    const row = await refined(whole, truth);
    if (row) refinements.push(row);
  }
}
await segmenter.close();

const means = (rows: readonly (readonly number[])[]): string[] =>
  (rows[0] ?? []).map((_, i) => (rows.reduce((sum, row) => sum + row[i], 0) / rows.length).toFixed(3));
const line = (cells: readonly string[]): void =>
  console.log(`| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(24) : cell.padStart(12))).join(' | ')} |`);
console.log(
  `${segmenter.model.name}: ${looks.whole.length} regions of ${100 * small.least}–${100 * small.most} % of their picture; mean IoU\n`,
);
line(['asked of', 'click, best', 'click, first', 'box']);
line(['the whole picture', ...means(looks.whole)]);
line(['a region', ...means(looks.region)]);
console.log(
  `\n${refinements.length} shapes that lost ${100 * LOST} % on one side, and one click there; mean IoU\n`,
);
line(['', 'before', 'refined', 'click alone']);
line(['shape', ...means(refinements)]);
