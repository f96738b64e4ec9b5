import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createEverything,
  type Everything,
  type Hear,
} from '@maskroom/server/assist/everything/everything.ts';
import { encodedSize, type Rgb, type Size } from '@maskroom/server/inference/imageFrame.ts';
import { type ImageEmbedding, openSegmenter, type Segmenter } from '@maskroom/server/inference/segmenter.ts';
import { encodeGeometry, type Geometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Box } from '@maskroom/shared/geometry/polygon';
import { everythingOptionsSchema } from '@maskroom/shared/protocol/everything';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { FRAME_SIDE, TOKEN_RADII } from '../../../support/onnx/toyAnswer.ts';
import { toyModels, writeToyModel } from '../../../support/onnx/toyModels.ts';

/** A model that answers each click with discs of 120, 400 and 250 px of 1024 around it, predicted IoU .5, .9 and .7. */
let segmenter: Segmenter;
let folder: string;
let decodes = 0;
let counting: Segmenter;

beforeAll(async () => {
  folder = await writeToyModel(await mkdtemp(join(tmpdir(), 'maskroom-toy-')), toyModels.sam());
  segmenter = await openSegmenter(folder, { decodeWorkers: 1 });
  counting = {
    ...segmenter,
    decodeMany(embedding, requests) {
      decodes += requests.length;
      return segmenter.decodeMany(embedding, requests);
    },
  };
});
afterAll(async () => {
  await segmenter.close();
  await rm(folder, { recursive: true, force: true });
});

const square = { width: FRAME_SIDE, height: FRAME_SIDE };
const options = (more: z.input<typeof everythingOptionsSchema>) =>
  everythingOptionsSchema.parse({ pred_iou_thresh: 0, stability_score_thresh: 0.9, ...more });
const silent: Hear = () => {};

const modelWith = (get: () => Promise<ImageEmbedding>) => ({
  open: async () => ({
    model: counting.model,
    segmenter: counting,
    embeddings: { get },
    regions: { makeOnce: async (_: string, region: Box) => blackPicture(square, region) },
    release: () => {},
  }),
});

async function blackPicture(image: Size, region?: Box): Promise<ImageEmbedding> {
  const content = black(segmenter.contentSize(encodedSize({ image, region })));
  return (await segmenter.encode(content, image, { region })).embedding;
}
const black = (size: Size): Rgb => ({ ...size, data: new Uint8Array(size.width * size.height * 3) });

async function place(image: Size, shapes: readonly Geometry[] = []) {
  const embedding = await blackPicture(image);
  const everything = createEverything({
    models: modelWith(async () => embedding),
    shapesOf: async () => shapes,
  });
  const ask = (more: z.input<typeof everythingOptionsSchema>, userId = 'ann') => ({
    userId,
    image: { ...image, id: 'i' },
    options: options(more),
  });
  return { everything, ask };
}

async function masksOf(everything: Everything, ask: Parameters<Everything['start']>[0], hear = silent) {
  const end = await everything.start(ask, hear).ended;
  if (end.status !== 'done') throw new Error(end.status);
  return end.masks;
}

test('four clicks find four wholes, each with its part and the part of that', async () => {
  const { everything, ask } = await place(square);
  const masks = await masksOf(everything, ask({ points_per_side: 2 }));
  expect(masks).toHaveLength(12);
  for (const centre of [
    [256, 256],
    [768, 256],
    [256, 768],
    [768, 768],
  ]) {
    const own = masks.filter(({ point }) => String(point) === String(centre));
    const [whole, part, subPart] = own.sort((a, b) => b.area - a.area);
    expect([whole, part, subPart].map(({ level }) => level)).toEqual([0, 1, 2]);
    expect([whole.parentId, part.parentId, subPart.parentId]).toEqual([null, whole.id, part.id]);
    expect(subPart.area).toBeCloseTo(Math.PI * TOKEN_RADII[1] ** 2, -3);
    expect(part.box.map(Math.round)).toEqual(
      [centre[0] - 250, centre[1] - 250, centre[0] + 250, centre[1] + 250].map((v) =>
        Math.max(0, Math.min(1024, v)),
      ),
    );
    expect(whole.crop.box).toEqual([0, 0, 1024, 1024]);
  }
});

test('the model’s doubts and box suppression thin them out', async () => {
  const { everything, ask } = await place(square);
  const sure = await masksOf(everything, ask({ points_per_side: 2, pred_iou_thresh: 0.8 }));
  expect(sure.map(({ predictedIou }) => Math.round(predictedIou * 10))).toEqual([9, 9, 9, 9]);
  // Discs of 400 px around clicks 102 px apart: one hides its neighbours.
  const dense = await masksOf(everything, ask({ points_per_side: 10, pred_iou_thresh: 0.8 }));
  expect(dense.length).toBeLessThan(40);
  const unstable = await masksOf(everything, ask({ points_per_side: 2, stability_score_thresh: 0.98 }));
  expect(unstable.every(({ stabilityScore }) => stabilityScore >= 0.98)).toBe(true);
  expect(unstable).toHaveLength(8);
});

test('what is heard on the way adds up to what stands at the end', async () => {
  const { everything, ask } = await place(square);
  const shown = new Map<number, { parentId: number | null; level: number }>();
  const steps: number[] = [];
  const masks = await masksOf(
    everything,
    ask({ points_per_side: 5, points_per_batch: 4 }),
    (change, done, total) => {
      for (const id of change.withdrawn) expect(shown.delete(id)).toBe(true);
      for (const { id } of change.added) expect(shown.has(id)).toBe(false);
      for (const { id, level, parentId } of change.places) shown.set(id, { level, parentId });
      expect(total).toBe(25);
      steps.push(done);
    },
  );
  expect(steps).toEqual([4, 8, 12, 16, 20, 24, 25]);
  expect(shown).toEqual(new Map(masks.map(({ id, level, parentId }) => [id, { level, parentId }])));
});

test('crops are encoded by themselves and find what lies within them, in pixels of the picture', async () => {
  const { everything, ask } = await place(square);
  const run = everything.start(
    ask({ points_per_side: 2, pred_iou_thresh: 0.6, crop_n_layers: 1, crop_n_points_downscale_factor: 2 }),
    silent,
  );
  expect(run.points).toBe(8);
  const end = await run.ended;
  const masks = end.status === 'done' ? end.masks : [];
  const ofCrops = masks.filter(({ crop }) => crop.layer === 1);
  // A crop of 687 px is 1024 to the model: its discs of 250 and 400 px there are of 168 and 268 px of the picture.
  const widths = ofCrops.map(({ box }) => box[2] - box[0]).sort((a, b) => a - b);
  for (const [i, width] of widths.entries()) expect(Math.abs(width - (i < 4 ? 335 : 537))).toBeLessThan(4);
  expect(widths).toHaveLength(8);
  for (const { box, crop, point } of ofCrops) {
    expect(point).toEqual([(crop.box[0] + crop.box[2]) / 2, (crop.box[1] + crop.box[3]) / 2]);
    expect(Math.abs((box[0] + box[2]) / 2 - point[0])).toBeLessThan(2);
  }
});

test('what is in the document already is not offered again', async () => {
  const disc = Array.from({ length: 90 }, (_, i) => {
    const angle = (i / 90) * 2 * Math.PI;
    return [256 + 118 * Math.cos(angle), 256 + 118 * Math.sin(angle)] as const;
  });
  const { everything, ask } = await place(square, [encodeGeometry([[disc]])]);
  const masks = await masksOf(everything, ask({ points_per_side: 2 }));
  expect(masks).toHaveLength(11);
  expect(masks.filter(({ level }) => level === 2)).toHaveLength(3);
});

test.each([
  { width: 1, height: 1 },
  { width: 3, height: 2_000 },
  { width: 4_000, height: 2 },
  { width: 40, height: 30 },
])('odd pictures: %o', async (image) => {
  const { everything, ask } = await place(image);
  const masks = await masksOf(
    everything,
    ask({ points_per_side: 3, stability_score_thresh: 0, min_mask_region_area: 1 }),
  );
  expect(masks.length).toBeGreaterThan(0);
  for (const { area, box } of masks) {
    expect(box[0] >= 0 && box[1] >= 0 && box[2] <= image.width && box[3] <= image.height).toBe(true);
    expect(area).toBeGreaterThan(0);
  }
});

test('cancelled, it asks nothing more, says nothing more, and makes room for the next', async () => {
  const { everything, ask } = await place(square);
  const before = decodes;
  let heard = 0;
  const run = everything.start(ask({ points_per_side: 20, points_per_batch: 5 }), () => {
    heard++;
    run.cancel();
  });
  expect(run.points).toBe(400);
  expect(() => everything.start(ask({}), silent)).toThrow('cancel');
  expect(await run.ended).toEqual({ status: 'cancelled' });
  expect([decodes - before, heard]).toEqual([5, 1]);
  expect(() => everything.start(ask({ points_per_side: 64, crop_n_layers: 2 }), silent)).toThrow('fewer');
  expect(await masksOf(everything, ask({ points_per_side: 1 }))).toHaveLength(3);
});

test('a picture that cannot be encoded fails the run; one that is being encoded does not hold a cancel up', async () => {
  const ask = { userId: 'ann', image: { ...square, id: 'i' }, options: options({}) };
  const failing = createEverything({
    models: modelWith(() => Promise.reject(new Error('no picture'))),
    shapesOf: async () => [],
  });
  await expect(failing.start(ask, silent).ended).rejects.toThrow('no picture');
  const endless = createEverything({
    models: modelWith(() => new Promise(() => {})),
    shapesOf: async () => [],
  });
  const runs = ['ann', 'ben', 'cat', 'dan'].map((userId) => endless.start({ ...ask, userId }, silent));
  expect(() => endless.start({ ...ask, userId: 'eve' }, silent)).toThrow('Others');
  for (const run of runs) run.cancel();
  expect(await Promise.all(runs.map(({ ended }) => ended))).toEqual(
    runs.map(() => ({ status: 'cancelled' })),
  );
});
