import { setImmediate as breathe } from 'node:timers/promises';
import type { Point } from '@maskroom/shared/geometry/polygon';
import { isDuplicate, type MeasuredShape } from '@maskroom/shared/mask/duplicate';
import type { EverythingOptions } from '@maskroom/shared/protocol/everything';
import type { Size } from '../../inference/imageFrame.ts';
import type { ImageEmbedding } from '../../inference/segmenter.ts';
import { type Crop, cropBoxes, isNearCropEdge } from './cropBoxes.ts';
import type { PointAnswer } from './decodePoints.ts';
import { type FoundMask, foundMask } from './foundMask.ts';
import { MaskPool } from './MaskPool.ts';
import { type OfferChange, type OfferedMask, Offers } from './Offers.ts';
import { pointGrid, pointsPerSide } from './pointGrid.ts';

export interface Generation {
  readonly image: Size;
  readonly options: EverythingOptions;
  readonly embed: (crop: Crop) => Promise<ImageEmbedding>;
  /** The masks of clicks that pass the filters; ends by throwing once the run is aborted. */
  readonly decode: (embedding: ImageEmbedding, points: readonly Point[]) => AsyncIterable<PointAnswer>;
  /** The picture's instances as they are now: what is there already is not offered again. */
  readonly shapes: () => Promise<readonly MeasuredShape[]>;
  readonly signal: AbortSignal;
  /** After each batch. `done`: clicks so far of `total`. */
  readonly hear: (change: OfferChange, done: number, total: number) => void;
}

/** What will be asked of each crop. */
export const plan = (image: Size, options: EverythingOptions): { crop: Crop; points: Point[] }[] =>
  cropBoxes(image, options.crop_n_layers, options.crop_overlap_ratio).map((crop) => {
    const downscale = options.crop_n_points_downscale_factor;
    return {
      crop,
      points: pointGrid(pointsPerSide(options.points_per_side, downscale, crop.layer), crop.box),
    };
  });

/**
 * Automatic masks of one picture, as segment-anything's generator makes them: grids of clicks on the picture and its
 * crops, filters, box suppression. Offered as they are found, and grouped into trees. Between two clicks' masks the
 * thread is let go, so that others are answered meanwhile.
 */
export async function generateMasks(generation: Generation): Promise<OfferedMask[]> {
  const { decode, embed, hear, image, options, shapes, signal } = generation;
  const crops = plan(image, options);
  const total = crops.reduce((sum, { points }) => sum + points.length, 0);
  const pool = new MaskPool({ within: options.box_nms_thresh, across: options.crop_nms_thresh });
  const offers = new Offers(image);
  let [found, done] = [0, 0];

  async function findAt(
    crop: Crop,
    embedding: ImageEmbedding,
    batch: readonly Point[],
  ): Promise<FoundMask[]> {
    const masks: FoundMask[] = [];
    for await (const { candidates, point } of decode(embedding, batch)) {
      for (const candidate of candidates) {
        const mask = foundMask(candidate, options.min_mask_region_area, { id: found++, crop, point });
        if (mask && !isNearCropEdge(mask.box, crop.box, image)) masks.push(mask);
      }
      await breathe();
    }
    return masks;
  }

  async function notThereYet(masks: readonly FoundMask[]): Promise<FoundMask[]> {
    const there = masks.length > 0 ? await shapes() : [];
    const fresh: FoundMask[] = [];
    for (const mask of masks) {
      if (!there.some((shape) => isDuplicate(mask, shape))) fresh.push(mask);
      await breathe();
    }
    return fresh;
  }

  for (const { crop, points } of crops) {
    const embedding = await embed(crop);
    for (let start = 0; start < points.length; start += options.points_per_batch) {
      const batch = points.slice(start, start + options.points_per_batch);
      const { added, withdrawn } = pool.add(await findAt(crop, embedding, batch));
      const fresh = await notThereYet(added);
      signal.throwIfAborted();
      done += batch.length;
      hear(offers.change(fresh, withdrawn), done, total);
    }
  }
  return offers.all();
}
