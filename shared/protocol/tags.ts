import { z } from 'zod';

/** Of one image. */
export const MAX_TAGS = 50;

/** One line without control characters; told apart whatever its case. */
export const tagSchema = z
  .string()
  .max(200)
  .transform((tag) => tag.normalize('NFC').replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .min(1, 'A tag is not empty.')
      .max(60, 'A tag has at most 60 characters.')
      .regex(/^[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]+$/u, 'A tag has no control characters.'),
  );

/** What is absent stays as it is. */
export const tagChangeSchema = z.object({
  add: z.array(tagSchema).max(MAX_TAGS).optional(),
  remove: z.array(tagSchema).max(MAX_TAGS).optional(),
});
export type TagChange = z.infer<typeof tagChangeSchema>;

/** By name. */
export const imageTagsSchema = z.object({ tags: z.array(z.string()) });

/** Every tag in use, most used first. */
export const projectTagsSchema = z.object({
  tags: z.array(z.object({ tag: z.string(), images: z.number() })),
});

export interface ImageTagged {
  readonly imageId: string;
  readonly tags: readonly string[];
}
