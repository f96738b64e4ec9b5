import { z } from 'zod';
import { id } from './id.ts';

/** Jobs, submissions and what waits for a person: bodies in and out of `/api/v1`. */
const reason = z.string().trim().min(1, 'Say why.').max(500);
const moment = z.iso.datetime();

/** `listedRemoved`: of those that were taken away, the last. */
export const jobCaps = { images: 5_000, jobs: 5_000, listedRemoved: 50 } as const;

export const jobSchema = z.object({
  id,
  projectId: id,
  name: z.string(),
  /** Null: open, whoever wants may claim it. */
  assigneeId: id.nullable(),
  assigneeName: z.string().nullable(),
  createdAt: moment,
  dueAt: moment.nullable(),
  /** How many, and how many of them its assignee has submitted or skipped. */
  images: z.number(),
  submitted: z.number(),
  skipped: z.number(),
  /** Whoever had it last and would not go on; null once somebody has it again. */
  handedBack: z.object({ byName: z.string(), reason: z.string() }).nullable(),
  /** What its assignee passed over and why, the last first, at most 100; for them and for leads. */
  skips: z.array(z.object({ imageId: id, fileName: z.string(), reason: z.string() })),
  /** What was drawn on layers of the job and not submitted, which ends with it; for leads. */
  drawn: z.object({ pictures: z.number(), objects: z.number() }),
  /** It was taken away then. */
  removedAt: moment.nullable(),
});
export type Job = z.infer<typeof jobSchema>;
export const jobListSchema = z.object({ jobs: z.array(jobSchema) });

/** With its images as whoever asks has them, in its order; `done`: by its assignee. */
export const jobDetailsSchema = jobSchema.extend({
  pictures: z.array(
    z.object({ imageId: id, fileName: z.string(), done: z.enum(['submitted', 'skipped']).nullable() }),
  ),
});
export type JobDetails = z.infer<typeof jobDetailsSchema>;

const jobName = z.string().trim().min(1).max(120);
export const newJobSchema = z.object({
  name: jobName.optional(),
  imageIds: z.array(id).min(1).max(jobCaps.images),
  assigneeId: id.optional(),
  dueAt: moment.optional(),
});
export type NewJob = z.infer<typeof newJobSchema>;

/** Cuts what is in no job and not submitted into jobs, and shares them out. */
export const distributeSchema = z.object({
  /** Images a job. */
  size: z.int().min(1).max(jobCaps.images),
  /** Among whom; default: every annotator of the project. An empty list leaves the jobs open. */
  assigneeIds: z.array(id).max(1_000).optional(),
  dueAt: moment.optional(),
  /** One in so many images of a job is a twin of a picture marked as ground truth; jobs left open have none. */
  truthEvery: z.int().min(2).max(1_000).optional(),
});
export type Distribute = z.infer<typeof distributeSchema>;

/** What is absent stays. */
export const jobChangeSchema = z.object({
  name: jobName.optional(),
  assigneeId: id.nullable().optional(),
  dueAt: moment.nullable().optional(),
});
export type JobChange = z.infer<typeof jobChangeSchema>;

export const reasonSchema = z.object({ reason });

/**
 * Why an image waits for somebody: a reviewer gave it back, objects of theirs were rejected, a job of theirs has it, or
 * (for those without a job) nobody was asked yet.
 */
export const workKindSchema = z.enum(['returned', 'rejected', 'job', 'open']);
export const workItemSchema = z.object({
  imageId: id,
  fileName: z.string(),
  kind: workKindSchema,
  /** Of `returned` why the image came back, of `rejected` what was said last; and by whom. */
  reason: z.string().nullable(),
  byName: z.string().nullable(),
  /** Objects of theirs that are rejected. */
  rejected: z.number(),
  /** Why they are: once for each who said what, the last first. */
  rejections: z.array(
    z.object({ reason: z.string().nullable(), byName: z.string().nullable(), objects: z.number() }),
  ),
  /** A job of theirs that it is in. */
  jobId: id.nullable(),
  dueAt: moment.nullable(),
  jobName: z.string().nullable(),
  /** Where in the job it stands, from 1, and how many images that has; 0 where it is in none. */
  jobPlace: z.number(),
  jobImages: z.number(),
});
export type WorkItem = z.infer<typeof workItemSchema>;
/** In the order in which it should be done. */
export const workSchema = z.object({ items: z.array(workItemSchema) });

/** An image of some project that came back to its author: `returned` or `rejected`. */
export const cameBackSchema = workItemSchema.extend({ projectId: id, projectName: z.string() });
export type CameBack = z.infer<typeof cameBackSchema>;
/** Returned ones first, then those with rejected objects; longest waiting first. */
export const cameBackListSchema = z.object({ items: z.array(cameBackSchema) });

/** Told to the person whose work it is, wherever they are signed in. */
export interface WorkChanged {
  readonly projectId: string;
  readonly kind: 'rejected' | 'returned' | 'assigned' | 'taken-away';
  /** Of `rejected` and `returned`. */
  readonly imageId: string | null;
  readonly fileName: string | null;
  /** Of `rejected`. */
  readonly instanceId: string | null;
  readonly reason: string | null;
  /** What the jobs of `assigned` and `taken-away` are called; else empty. */
  readonly jobNames: readonly string[];
  readonly byName: string;
}
