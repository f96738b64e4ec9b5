import { err, ok, type Result } from '@maskroom/shared/base/result';
import { MAX_TAGS, tagSchema } from '@maskroom/shared/protocol/tags';
import { z } from 'zod';

export const cocoTagsSchema = z.array(tagSchema).max(MAX_TAGS);

/** Whole, not negative, and exact in JSON. */
const id = z.int().min(0);

export const cocoImageSchema = z.object({
  id,
  file_name: z.string().min(1).max(4_096),
  width: z.int().min(1),
  height: z.int().min(1),
  /** Ours. */
  tags: z.unknown().optional(),
});

export const cocoCategorySchema = z.object({ id, name: z.string().trim().min(1).max(120) });

export const cocoAnnotationSchema = z.object({
  id: id.optional(),
  image_id: id,
  category_id: id,
  segmentation: z.unknown().optional(),
  bbox: z.unknown().optional(),
  polygon: z.unknown().optional(),
  score: z.number().min(0).max(1).nullish().catch(null),
  attributes: z.unknown().optional(),
});

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** One element of a list; what is wrong with it in words. Null bytes: it was too large to look at. */
export function parseElement<T>(bytes: Uint8Array | null, schema: z.ZodType<T>): Result<T> {
  if (bytes === null) return err('it is larger than anything of its kind');
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(bytes));
  } catch (cause) {
    return err(`it is no JSON (${cause instanceof Error ? cause.message : 'unreadable'})`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  return err(issue ? `${issue.path.join('.') || 'it'}: ${issue.message}` : 'it is not what it must be');
}
