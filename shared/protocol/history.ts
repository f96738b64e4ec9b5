import { z } from 'zod';
import { pageOf, pageQuerySchema } from './page.ts';

/**
 * What can happen to an instance. `described`: its attributes changed; `grouped`: it belongs to another group or to none;
 * `reordered`: it lies further up or down; `restored`: it was deleted and is there again.
 */
export const historyKinds = [
  'added',
  'reshaped',
  'relabelled',
  'described',
  'grouped',
  'reordered',
  'deleted',
  'restored',
  'accepted',
  'rejected',
  'reopened',
] as const;
export type HistoryKind = (typeof historyKinds)[number];

export const historyKindSchema = z.enum(historyKinds);

export const historyEntrySchema = z.object({
  /** A moment of this image's document: grows with time. */
  seq: z.number(),
  at: z.iso.datetime(),
  kind: historyKindSchema,
  instanceId: z.string(),
  /** Null when the label is gone. */
  label: z.string().nullable(),
  /** Null when the server did it by itself. */
  userId: z.string().nullable(),
  userName: z.string().nullable(),
  /** Of a decision. */
  reason: z.string().nullable(),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

/** Absent: of all instances. */
export const historyOfSchema = z.object({ instanceId: z.string().min(1).max(64).optional() });
export const historyQuerySchema = pageQuerySchema.extend(historyOfSchema.shape);
export type HistoryQuery = z.infer<typeof historyQuerySchema>;

export const historyPageSchema = pageOf(historyEntrySchema);
export type HistoryPage = z.infer<typeof historyPageSchema>;

export const restoreSchema = z.object({ seq: z.number().int().nonnegative() });
export const restoredSchema = z.object({
  /** Instances that were changed, brought back or taken away. */
  changed: z.array(z.string()),
  /** Instances left as they are: accepted since, or of a label that is gone. */
  kept: z.array(z.object({ instanceId: z.string(), reason: z.enum(['accepted', 'label-gone']) })),
});
export type Restored = z.infer<typeof restoredSchema>;
