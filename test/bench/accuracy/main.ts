/**
 * How good the product's masks are on labelled pictures: its preprocessing, its decoder, its polygons. The measures and
 * the regions are those of models/train/evaluate.py.
 * `npm run bench:accuracy -- LABELLED.tar [MODEL FOLDER] [REGIONS A PICTURE]`; without a tar it says that it was skipped.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { openSegmenter } from '../../../server/inference/segmenter.ts';
import { labelledPictures } from './labelledPictures.ts';
import { type RegionScore, scoreRegion } from './scoreRegion.ts';

const builtin = fileURLToPath(new URL('../../../models/builtin', import.meta.url));
const [file, folder = builtin, regionsAPicture = '6'] = process.argv.slice(2);
if (file === undefined || !existsSync(file)) {
  console.log(
    'Skipped: there are no labelled pictures. Give a tar of NAME.jpg and NAME.0.png (16-bit label map) pairs.',
  );
  process.exit(0);
}

const segmenter = await openSegmenter(folder);
const scores = new Map<string, RegionScore[]>();
for await (const { height, picture, regions, source, width } of labelledPictures(
  file,
  Number(regionsAPicture),
)) {
  const image = { width, height };
  const size = segmenter.contentSize(image);
  const data = await sharp(picture)
    .resize(size.width, size.height, { fit: 'fill', kernel: 'linear', fastShrinkOnLoad: false })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer();
  const { embedding } = await segmenter.encode({ ...size, data }, image);
  const ofPicture = await Promise.all(regions.map((region) => scoreRegion(segmenter, embedding, region)));
  scores.set(source, [...(scores.get(source) ?? []), ...ofPicture]);
}
await segmenter.close();
report();

function report(): void {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const figures = (rows: readonly RegionScore[]): number[] => [
    mean(rows.map(({ best1 }) => best1)),
    mean(rows.map(({ picked1 }) => picked1)),
    mean(rows.map(({ box }) => box)),
    mean(rows.map(({ error }) => error)),
    ...[1, 2, 3, 4].map((click) => mean(rows.map(({ curve }) => curve[click]))),
    mean(rows.map(({ clicks }) => clicks)),
  ];
  const bySource = [...scores].map(([source, rows]) => ({ source, rows, values: figures(rows) }));
  const all = bySource[0].values.map((_, i) => mean(bySource.map(({ values }) => values[i])));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(12) : cell.padStart(8))).join(' | ')} |`;
  const heads = ['', 'regions', 'best1', 'picked1', 'box', 'error', '2 clicks', '3', '4', '5', 'to 0.85'];
  console.log(`${segmenter.model.name}; each data set weighted equally\n`);
  console.log(line(heads));
  console.log(`|${heads.map((_, i) => '-'.repeat(i === 0 ? 14 : 10)).join('|')}|`);
  for (const { rows, source, values } of bySource)
    console.log(line([source, String(rows.length), ...values.map((value) => value.toFixed(3))]));
  const regions = bySource.reduce((sum, { rows }) => sum + rows.length, 0);
  console.log(line(['all', String(regions), ...all.map((value) => value.toFixed(3))]));
}
