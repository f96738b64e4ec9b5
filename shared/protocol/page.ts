import { z } from 'zod';

/** Which entries of a list that grows: newest first. */
export const pageQuerySchema = z.object({
  /** Entries older than this one. */
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type PageQuery = z.infer<typeof pageQuerySchema>;

export const pageOf = <Entry extends z.ZodType>(entry: Entry) =>
  z.object({
    entries: z.array(entry),
    /** For the next page's `before`; null at the end. */
    next: z.number().nullable(),
  });

/** The seq to ask on from after these rows, which hold at most `limit`. */
export const nextPage = (rows: readonly { readonly seq: number }[], limit: number): number | null =>
  rows.length === limit ? (rows.at(-1)?.seq ?? null) : null;
