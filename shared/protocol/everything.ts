import { z } from 'zod';
import type { ProblemCode } from '../base/problem.ts';
import type { MaskCandidate } from '../prompt/prompt.ts';
import { id } from './id.ts';

const share = z.number().min(0).max(1);

/**
 * What automatic masks are made by, named as `SamAutomaticMaskGenerator` of segment-anything names them, with its
 * defaults. What is right for two of them depends on the model: where absent, the model's own are taken.
 */
export const everythingOptionsSchema = z.object({
  /** Clicks along each side of the picture. */
  points_per_side: z.int().min(1).max(64).default(32),
  /** Clicks after which what was found is sorted and sent. */
  points_per_batch: z.int().min(1).max(256).default(64),
  /** Masks that the model itself thinks worse of are left out. Default: the model's. */
  pred_iou_thresh: share.optional(),
  /** Masks whose stability is less are left out. Default: the model's. */
  stability_score_thresh: share.optional(),
  /** How far the threshold is moved either way to see how stable a mask is, logits. */
  stability_score_offset: z.number().positive().max(10).default(1),
  /** Of two masks whose boxes have a larger IoU than this the surer one stays. */
  box_nms_thresh: share.default(0.7),
  /** How often the picture is cut into crops that are looked at by themselves: 1 for 2 × 2, 2 for 4 × 4 besides. */
  crop_n_layers: z.int().min(0).max(2).default(0),
  /** The same as `box_nms_thresh`, between masks of different crops: that of the smaller crop stays. */
  crop_nms_thresh: share.default(0.7),
  /** How much crops overlap, as a share of the picture's shorter side, in the first layer. */
  crop_overlap_ratio: z
    .number()
    .min(0)
    .max(0.9)
    .default(512 / 1500),
  /** Each layer has this many times fewer clicks along each side than the one before. */
  crop_n_points_downscale_factor: z.int().min(1).max(8).default(1),
  /** Parts and holes smaller than this are cleaned away, px² of the picture. */
  min_mask_region_area: z.number().min(0).max(1e9).default(0),
});
/** Over HTTP; over the socket the model is that of the open image. */
export const everythingSchema = everythingOptionsSchema.extend({
  model: z.string().min(1).max(64).optional(),
});
export type EverythingOptions = z.output<typeof everythingOptionsSchema>;

/** Where a mask stands among the others: the mask that it is a part of, and how many it lies within. */
export const maskPlaceSchema = z.object({
  id: z.int().min(0),
  parentId: z.int().min(0).nullable(),
  /** 0 the whole, 1 a part, 2 a part of a part, and so on. */
  level: z.int().min(0),
});
export type MaskPlace = z.infer<typeof maskPlaceSchema>;

const quad = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** Automatic masks, surest first. Lengths are px of the oriented picture, boxes x, y, width, height. */
export const everythingReplySchema = z.object({
  model: z.string(),
  masks: z.array(
    maskPlaceSchema.extend({
      /** COCO's compressed runs, at the size of the picture. */
      segmentation: z.object({ size: z.tuple([z.number(), z.number()]), counts: z.string() }),
      /** Pixels of the segmentation. */
      area: z.number(),
      /** Around the pixels of the segmentation. */
      bbox: quad,
      predicted_iou: z.number(),
      stability_score: z.number(),
      /** The part of the picture that was looked at. */
      crop_box: quad,
      /** The click that found it. */
      point_coords: z.array(z.tuple([z.number(), z.number()])),
    }),
  ),
});
export type EverythingReply = z.output<typeof everythingReplySchema>;

export const everythingStartSchema = z.object({
  imageId: id,
  options: everythingOptionsSchema.prefault({}),
});
export const everythingCancelSchema = z.object({ imageId: id });

/** The acknowledgement of a start; everything that follows carries the same `runId`. */
export interface EverythingStarted {
  readonly ok: true;
  readonly runId: string;
  /** Clicks that will be asked. */
  readonly points: number;
}

interface AboutRun {
  readonly imageId: string;
  readonly runId: string;
}

/** A mask on offer: `geometry` goes into the document as it is. */
export interface ProposedMask extends MaskCandidate {
  readonly id: number;
}

/** What a batch of clicks changed. */
export interface EverythingMasks extends AboutRun {
  readonly masks: readonly ProposedMask[];
  /** Ids of masks that a surer one has taken the place of. */
  readonly withdrawn: readonly number[];
  /** Of the new masks, and of those that have another place now. */
  readonly places: readonly MaskPlace[];
}

export interface EverythingProgress extends AboutRun {
  /** Clicks. */
  readonly done: number;
  readonly total: number;
}

/** Exactly one for each run. */
export type EverythingDone = AboutRun &
  (
    | { readonly status: 'done' | 'cancelled' }
    | { readonly status: 'failed'; readonly code: ProblemCode; readonly message: string }
  );
