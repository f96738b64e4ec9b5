import { z } from 'zod';
import { id } from './id.ts';

const coordinate = z.number().min(-100_000).max(200_000);

export const commentCaps = { text: 2_000, mentions: 20, perImage: 2_000 } as const;

/** Times are ISO 8601. The first comment of a thread says where it is pinned and whether it is resolved. */
export const commentSchema = z.object({
  id,
  imageId: id,
  /** The first comment of the thread that this one answers; null for a first one. */
  threadId: id.nullable(),
  /** Pinned to this instance; it may be gone since. */
  instanceId: id.nullable(),
  /** Pinned to this point, px of the picture. */
  point: z.tuple([coordinate, coordinate]).nullable(),
  userId: id,
  userName: z.string(),
  at: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
  text: z.string(),
  /** Members who are spoken to. */
  mentions: z.array(id),
  resolvedAt: z.iso.datetime().nullable(),
  resolvedBy: z.string().nullable(),
});
export type Comment = z.infer<typeof commentSchema>;

export const commentListSchema = z.object({
  comments: z.array(commentSchema),
  /** Until when the caller has seen them; null: never looked. */
  seenAt: z.iso.datetime().nullable(),
});

const text = z.string().trim().min(1).max(commentCaps.text);
const mentions = z.array(id).max(commentCaps.mentions);

/** An answer names its thread; a first comment names at most one place, and without any is about the whole picture. */
export const newCommentSchema = z
  .object({
    text,
    mentions: mentions.default([]),
    threadId: id.optional(),
    instanceId: id.optional(),
    point: z.tuple([coordinate, coordinate]).optional(),
  })
  .refine(
    ({ threadId, instanceId, point }) =>
      [threadId, instanceId, point].filter((place) => place !== undefined).length <= 1,
    'A comment answers a thread, or is pinned to an instance or to a point: name one of them.',
  );
export type NewComment = z.output<typeof newCommentSchema>;

/** Words are their author's to change; a thread is resolved and reopened by its author and by reviewers. */
export const commentChangeSchema = z.union([
  z.strictObject({ text, mentions: mentions.default([]) }),
  z.strictObject({ resolved: z.boolean() }),
]);
export type CommentChange = z.output<typeof commentChangeSchema>;

/** A comment that speaks to the caller and that they have not seen. */
export const mentionSchema = commentSchema
  .pick({ id: true, imageId: true, userName: true, at: true, text: true })
  .extend({ threadId: id, projectId: id, fileName: z.string() });
export type Mention = z.infer<typeof mentionSchema>;
export const mentionListSchema = z.object({ mentions: z.array(mentionSchema) });

/** Told to all who have the image open; `comment` null: it was deleted. */
export interface CommentChanged {
  readonly imageId: string;
  readonly commentId: string;
  readonly comment: Comment | null;
}
