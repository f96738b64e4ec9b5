import { z } from 'zod';
import { id } from './id.ts';
import { jobCaps } from './jobs.ts';

/** Consensus of several people on one picture: bodies in and out of `/api/v1`. */
const moment = z.iso.datetime();

/** The least that two can agree about, and more layers than anybody pays for. */
const MOST_PEOPLE = 20;

export const newConsensusSchema = z.object({
  imageIds: z.array(id).min(1).max(jobCaps.images),
  /** How many label each picture, without seeing each other. */
  people: z.int().min(2).max(MOST_PEOPLE),
  /** Among whom; default: every annotator of the project. */
  assigneeIds: z.array(id).max(1_000).optional(),
  /** Images a job; default: all in one. */
  size: z.int().min(1).max(jobCaps.images).optional(),
  dueAt: moment.optional(),
});
export type NewConsensus = z.infer<typeof newConsensusSchema>;

const point = z.tuple([z.number(), z.number()]);
/** Parts, rings, vertices. */
const polygon = z.array(z.array(z.array(point)));

const layerSchema = z.object({
  /** Of the image that is this person's layer. */
  imageId: id,
  /** Null while nobody has the job that it is in. */
  userId: id.nullable(),
  name: z.string().nullable(),
  submitted: z.boolean(),
});

/** Shapes of one object. Those who submitted and are no member missed it. */
const clusterSchema = z.object({
  labelId: id,
  /** The shared picture has it already: a merge leaves it out. */
  inPicture: z.boolean(),
  /** From the one with the highest mean IoU to the others, whose shape a merge takes, down. */
  members: z.array(
    z.object({
      userId: id,
      instanceId: id,
      labelId: id,
      /** To the other members; 1 for one alone. */
      meanIou: z.number(),
      polygon,
    }),
  ),
});

export const consensusSchema = z.object({
  imageId: id,
  layers: z.array(layerSchema),
  /** What those who submitted have drawn; most members first. */
  clusters: z.array(clusterSchema),
  /** What stands in the shared picture of it; null: nothing. */
  merge: z.object({ at: moment, byName: z.string(), instances: z.number() }).nullable(),
});
export type Consensus = z.infer<typeof consensusSchema>;

export const mergeRequestSchema = z.object({
  /** How many must have drawn an object for it to be taken. */
  least: z.int().min(1).max(MOST_PEOPLE),
});

export const mergedSchema = z.object({ added: z.array(id) });
export type Merged = z.infer<typeof mergedSchema>;

/** What undoing a merge took away again, and what stays because somebody has worked on it since. */
export const unmergedSchema = z.object({
  removed: z.array(id),
  kept: z.array(z.object({ instanceId: id, reason: z.enum(['accepted', 'changed']) })),
});
export type Unmerged = z.infer<typeof unmergedSchema>;

const share = z.number().nullable();
/** Shares are 0..1, null where there is nothing to tell them of; means are over matched pairs. */
const agreementFields = { matched: z.number(), f1: share, meanIou: share, boundaryF1: share };

const labelAgreementSchema = z.object({
  labelId: id,
  onlyA: z.number(),
  onlyB: z.number(),
  ...agreementFields,
});

export const projectQualitySchema = z.object({
  /** Pictures that at least two have submitted a layer of: those compared. */
  images: z.number(),
  /** Pictures marked as ground truth. */
  truths: z.number(),
  /** Those that several people label, in the project's order. */
  pictures: z.array(
    z.object({
      imageId: id,
      fileName: z.string(),
      layers: z.number(),
      submitted: z.number(),
      merged: z.boolean(),
    }),
  ),
  /** `nobody`: the project does not show the caller figures of single people. */
  about: z.enum(['everybody', 'nobody']),
  people: z.array(z.object({ id, name: z.string() })),
  /** Who agrees with whom; each two once. */
  pairs: z.array(
    z.object({
      a: id,
      b: id,
      images: z.number(),
      onlyA: z.number(),
      onlyB: z.number(),
      ...agreementFields,
      /** Of what at least one of the two gave that label. */
      labels: z.array(labelAgreementSchema),
    }),
  ),
  labels: z.array(labelAgreementSchema),
  /** How often two labels were given to what is the same object, in no order; also the same label twice. */
  confusion: z.array(z.object({ a: id, b: id, count: z.number() })),
  /** Against pictures of known truth. */
  honeypots: z.array(
    z.object({
      userId: id,
      images: z.number(),
      missed: z.number(),
      added: z.number(),
      /** Of the matched. */
      sameLabel: z.number(),
      ...agreementFields,
    }),
  ),
});
export type ProjectQuality = z.infer<typeof projectQualitySchema>;

export const truthListSchema = z.object({ imageIds: z.array(id) });
