import type { Worker } from 'node:worker_threads';
import type { Size } from '@maskroom/server/inference/imageFrame.ts';
import { openSegmenter, type Segmenter } from '@maskroom/server/inference/segmenter.ts';
import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { PointPrompt } from '@maskroom/shared/prompt/prompt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  builtinModel,
  type Disc,
  discPixels,
  iouWithDisc,
  polygonOf,
  resizedRgb,
} from '../../support/discScene.ts';

let segmenter: Segmenter;
const decoders: Worker[] = [];

beforeAll(async () => {
  segmenter = await openSegmenter(builtinModel, {
    decodeWorkers: 1,
    onWorkerStart: (role, worker) => role === 'decode' && decoders.push(worker),
  });
});
afterAll(() => segmenter.close());

const encode = async (image: Size, disc: Disc) => {
  const content = await resizedRgb(discPixels(image, disc), image, segmenter.contentSize(image));
  return (await segmenter.encode(content, image)).embedding;
};
const click = (x: number, y: number, label: 0 | 1 = 1): PointPrompt => [x, y, label];

test.each<[name: string, image: Size, disc: Disc]>([
  ['landscape', { width: 900, height: 600 }, { cx: 260, cy: 330, radius: 130 }],
  ['portrait', { width: 480, height: 801 }, { cx: 300, cy: 520, radius: 120 }],
  ['at the corner of a square', { width: 333, height: 333 }, { cx: 20, cy: 310, radius: 110 }],
])('a click on the disc finds the disc: %s', async (_, image, disc) => {
  const embedding = await encode(image, disc);
  const { candidates, lowResMasks } = await segmenter.decode(embedding, {
    prompt: { points: [click(disc.cx, disc.cy)] },
    multimask: true,
  });
  const ious = candidates.map(({ geometry }) => iouWithDisc(geometry, image, disc));
  expect(Math.max(...ious)).toBeGreaterThan(0.7);
  expect(candidates.map((candidate) => candidate.predictedIou)).toEqual(
    candidates.map((candidate) => candidate.predictedIou).sort((a, b) => b - a),
  );
  expect(lowResMasks.length).toBe(candidates.length);
  const bytes = candidates.reduce((sum, { geometry }) => sum + geometry.length, 0);
  expect(bytes).toBeLessThan(8_000);
  const boxed = await segmenter.decode(embedding, {
    prompt: {
      points: [],
      box: [
        Math.max(0, disc.cx - disc.radius),
        disc.cy - disc.radius,
        disc.cx + disc.radius,
        Math.min(image.height, disc.cy + disc.radius),
      ],
    },
    multimask: false,
  });
  expect(boxed.candidates.length).toBe(1);
  expect(iouWithDisc(boxed.candidates[0].geometry, image, disc)).toBeGreaterThan(0.7);
});

test.each<Size>([
  { width: 1, height: 1 },
  { width: 31, height: 900 },
  { width: 2000, height: 1 },
  { width: 7, height: 5 },
])('odd pictures are answered within their borders: %o', async (image) => {
  const embedding = await encode(image, {
    cx: image.width / 2,
    cy: image.height / 2,
    radius: image.width / 3,
  });
  const { candidates } = await segmenter.decode(embedding, {
    prompt: {
      points: [click(image.width / 2, image.height / 2), click(image.width, image.height, 0)],
      box: [0, 0, image.width, image.height],
    },
    multimask: true,
  });
  for (const [x, y] of candidates.flatMap(({ geometry }) => polygonOf(geometry).flat(2))) {
    expect(x >= 0 && x <= image.width && y >= 0 && y <= image.height).toBe(true);
  }
});

test('a shape to refine and logits to go on from both change the answer; the same question has the same answer', async () => {
  const image = { width: 400, height: 300 };
  const embedding = await encode(image, { cx: 150, cy: 150, radius: 60 });
  const ask = (extra: object) =>
    segmenter.decode(embedding, { prompt: { points: [click(150, 150)] }, multimask: false, ...extra });
  const [plain, again] = [await ask({}), await ask({})];
  expect(again.candidates[0].geometry).toEqual(plain.candidates[0].geometry);
  const refine = encodeGeometry([
    [
      [
        [90, 90],
        [310, 90],
        [310, 210],
        [90, 210],
      ],
    ],
  ]);
  const refined = await ask({ refine });
  expect(refined.candidates[0].geometry).not.toEqual(plain.candidates[0].geometry);
  const continued = await ask({ maskInput: plain.lowResMasks[0] });
  expect(continued.candidates[0].geometry).not.toEqual(plain.candidates[0].geometry);
});

test('logits that are not numbers are the model’s failure, not an answer', async () => {
  const image = { width: 64, height: 64 };
  const embedding = await encode(image, { cx: 32, cy: 32, radius: 12 });
  const length = embedding.tensors.key.data.length;
  const broken = segmenter.restore(
    {
      ...embedding.tensors,
      key: {
        precision: 'float32',
        data: new Float32Array(length).fill(Number.NaN),
        dims: embedding.tensors.key.dims,
      },
    },
    image,
  );
  const asked = segmenter.decode(broken, { prompt: { points: [click(32, 32)] }, multimask: true });
  await expect(asked).rejects.toMatchObject({ code: 'model-failed' });
});

test('a click goes before a grid of points that was asked for earlier', async () => {
  const image = { width: 300, height: 200 };
  const embedding = await encode(image, { cx: 100, cy: 100, radius: 40 });
  const grid = Array.from({ length: 65 }, (_, i) => ({
    prompt: { points: [click((i * 37) % 300, (i * 71) % 200)] },
    multimask: false,
  }));
  const ended: string[] = [];
  const many = segmenter.decodeMany(embedding, grid).then((answers) => {
    ended.push('grid');
    return answers;
  });
  await segmenter.decode(embedding, { prompt: { points: [click(100, 100)] }, multimask: true });
  ended.push('click');
  expect((await many).length).toBe(grid.length);
  expect(ended).toEqual(['click', 'grid']);
});

test('a thread that dies is replaced: its prompt fails, the next is answered', async () => {
  const image = { width: 200, height: 200 };
  const embedding = await encode(image, { cx: 100, cy: 100, radius: 40 });
  const request = { prompt: { points: [click(100, 100)] }, multimask: true };
  const dying = decoders.at(-1);
  // No order: its handler throws, as a bug would, before it gets to the prompt.
  dying?.postMessage(null);
  const outcome = await segmenter.decode(embedding, request).catch((problem: unknown) => problem);
  expect(outcome).toMatchObject({ code: 'model-failed' });
  expect(decoders.at(-1)).not.toBe(dying);
  const { candidates } = await segmenter.decode(embedding, request);
  expect(candidates.length).toBeGreaterThan(0);
});

test('closing answers what is under way', async () => {
  const own = await openSegmenter(builtinModel, { decodeWorkers: 1 });
  const image = { width: 64, height: 64 };
  const content = await resizedRgb(
    discPixels(image, { cx: 32, cy: 32, radius: 12 }),
    image,
    own.contentSize(image),
  );
  const encoding = [own.encode(content, image), own.encode(content, image)].map((one) =>
    one.catch((problem) => problem),
  );
  await own.close();
  for (const outcome of await Promise.all(encoding)) expect(outcome).toMatchObject({ code: 'unavailable' });
  await expect(own.encode(content, image)).rejects.toMatchObject({ code: 'unavailable' });
});
