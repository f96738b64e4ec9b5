import { z } from 'zod';
import type { Decision } from '../annotation/instance.ts';
import { instanceSchema } from './http.ts';
import { id } from './id.ts';
import { tilesSchema } from './picture.ts';

export const queueOrders = ['predictedIou', 'stabilityScore', 'disagreement', 'age', 'label'] as const;
export type QueueOrder = (typeof queueOrders)[number];
/** A reviewer works from the top; what is below comes up as the top is decided. */
const QUEUE_PAGE = 200;
export const queueQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(1_000).default(QUEUE_PAGE),
  order: z.enum(queueOrders).default('predictedIou'),
  labelId: id.optional(),
  /** A person. */
  createdBy: id.optional(),
  /** `others`: without the caller's own work, on which others decide. */
  whose: z.enum(['everybody', 'others']).default('everybody'),
  /** `next` of the page before, in the same order. */
  after: z.string().max(500).optional(),
});

/** What is undecided in a project; by default lowest predicted IoU first, shapes by hand (no prediction) last. */
export const queueSchema = z.object({
  items: z.array(
    instanceSchema.extend({
      /** How far several people agreed on it, 0..1; null where no merge of their layers made it. */
      agreement: z.number().nullable(),
      /** Names label and answers as they are here, for a decision on them. */
      descriptionHash: z.string(),
      fileName: z.string(),
      width: z.number(),
      height: z.number(),
      /** Of a large picture of 8 bits, to show a part of it; others are shown by `/file`. */
      tiles: tilesSchema,
    }),
  ),
  /** All that waits, on this page or not. */
  total: z.number(),
  /** Of the caller's own, of the label and person asked for: somebody else decides on it. */
  own: z.number(),
  /** What to ask for after this page; null: nothing follows. */
  next: z.string().nullable(),
  /** Whose work waits in the project, of whatever label, members or not; by name. */
  people: z.array(z.object({ id, name: z.string() })),
});
export type Queue = z.infer<typeof queueSchema>;

/** A decision that stands: accepted or rejected, by whom, when (milliseconds since 1970) and why. */
export interface Standing {
  readonly decision: Exclude<Decision, 'none'>;
  readonly by: string;
  readonly byName: string;
  readonly at: number;
  readonly reason: string | null;
}

/** What became of objects of a project that wait for a decision, or did; gathered for a moment. */
export interface QueueChange {
  readonly projectId: string;
  /** They wait, as they are now: new ones, and others than they were. */
  readonly put: readonly Queue['items'][number][];
  /** They wait no more: decided, or not there any more where `standing` is null. */
  readonly gone: readonly {
    readonly imageId: string;
    readonly instanceId: string;
    readonly standing: Standing | null;
  }[];
  /** More has happened than is told here: ask for the queue again. */
  readonly more: boolean;
}
