import { setPriority } from 'node:os';
import { join } from 'node:path';
import { openSegmenter } from '@maskroom/server/inference/segmenter.ts';
import { DECODE_NICE } from '@maskroom/server/inference/worker/workerLimits.ts';
import sharp from 'sharp';
import type { Contender, Picture } from './contender.ts';
import { samplePictures } from './samplePictures.ts';
import { climbedSamSizedModel, inFolder } from './samSized.ts';
import { printTable, quantile } from './table.ts';
import { openTransformersSam } from './transformersSam.ts';
import { openWasmSam } from './wasmSam.ts';

const CLICKS = 12;
const WARM_UP = 2;
const PEOPLE = 5;

/**
 * The same clicks on the same weights of SAM's size, turn by turn: the product, the product without its ladder,
 * transformers.js and onnxruntime-web. All of them at the priority of the product's threads.
 */
export const benchRivals = (): Promise<void> =>
  inFolder(async (root) => {
    setPriority(0, DECODE_NICE);
    const picture = await readPicture();
    const folder = await climbedSamSizedModel(join(root, 'sam'));
    const contenders = [
      await openProduct('Maskroom', folder, picture, true),
      await openProduct('Maskroom without the ladder', folder, picture, false),
      await openTransformersSam(root, picture),
      await openWasmSam(folder, picture),
    ];
    await measureClicks(contenders, picture);
    await measureThroughput(contenders, picture);
    for (const contender of contenders) await contender.close();
    setPriority(0, 0);
  });

async function readPicture(): Promise<Picture> {
  const [bytes] = Object.values(await samplePictures(1));
  const size = { width: 1_920, height: 1_080 };
  const resized = sharp(bytes).resize(size.width, size.height, { fit: 'fill' });
  return { ...size, data: await resized.removeAlpha().raw().toBuffer() };
}

async function openProduct(
  name: string,
  folder: string,
  { data, width, height }: Picture,
  ladder: boolean,
): Promise<Contender> {
  const segmenter = await openSegmenter(folder, { ladder });
  const size = segmenter.contentSize({ width, height });
  const raw = sharp(data, { raw: { width, height, channels: 3 } });
  const content = await raw.resize(size.width, size.height, { fit: 'fill' }).raw().toBuffer();
  const { embedding } = await segmenter.encode({ ...size, data: content }, { width, height });
  return {
    name,
    click: (x, y) => segmenter.decode(embedding, { prompt: { points: [[x, y, 1]] }, multimask: true }),
    close: () => segmenter.close(),
  };
}

const place = (i: number, { width, height }: Picture): [number, number] => [
  ((i * 0.618) % 1) * width,
  ((i * 0.414) % 1) * height,
];

async function measureClicks(contenders: readonly Contender[], picture: Picture): Promise<void> {
  const taken = contenders.map((): number[] => []);
  for (let i = 0; i < CLICKS + WARM_UP; i++) {
    for (const [index, contender] of contenders.entries()) {
      const startedAt = performance.now();
      await contender.click(...place(i, picture));
      if (i >= WARM_UP) taken[index].push(performance.now() - startedAt);
    }
  }
  const ours = quantile(taken[0], 0.5);
  printTable(
    'One click on a picture of 1920 × 1080 → three masks to show, decoder of SAM’s size, turn by turn',
    contenders.map(({ name }, i) => ({
      name: `${name} (${(quantile(taken[i], 0.5) / ours).toFixed(1)} × ours)`,
      values: taken[i],
    })),
  );
}

/** Everybody has one click under way at a time. */
async function measureThroughput(contenders: readonly Contender[], picture: Picture): Promise<void> {
  const perSecond = contenders.map((): number[] => []);
  for (let round = 0; round < 3; round++) {
    for (const [index, contender] of contenders.entries()) {
      const startedAt = performance.now();
      await Promise.all(
        Array.from({ length: PEOPLE }, async (_, person) => {
          for (let i = 0; i < 2; i++) await contender.click(...place(7 * person + i, picture));
        }),
      );
      perSecond[index].push((2 * PEOPLE * 1_000) / (performance.now() - startedAt));
    }
  }
  const ours = quantile(perSecond[0], 0.5);
  printTable(
    `Clicks a second with ${PEOPLE} people at it, the same`,
    contenders.map(({ name }, i) => ({
      name: `${name} (ours ${(ours / quantile(perSecond[i], 0.5)).toFixed(1)} × as many)`,
      values: perSecond[i],
      unit: '/s',
    })),
  );
}
