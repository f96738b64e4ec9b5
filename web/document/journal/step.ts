import { instanceFields } from '@maskroom/shared/document/documentModel';
import { z } from 'zod';

/** Why a change of this person's did not come to stand; what was refused is kept until they let it go. */
export const refusalReasons = [
  /** The instance was accepted meanwhile. */
  'accepted',
  /** Somebody else changed the same thing meanwhile, and that stands. */
  'changed',
  /** The instance was deleted meanwhile. */
  'gone',
  'role',
  'no-access',
  'picture-gone',
  /** Their layer of it ended, or they have one in its place. */
  'left-work',
  'full',
  'too-large',
  'not-allowed',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** A field's value as documents hold them: plain, or bytes. */
const valueSchema = z.unknown();

/**
 * What one transaction did to one instance. With a field: that field, before and after. Without: the instance as a
 * whole, where `after` holds its fields when it was added and is null when its key was taken out.
 */
export const changeSchema = z.object({
  instanceId: z.string(),
  field: z.enum(instanceFields).nullable(),
  before: valueSchema,
  after: valueSchema,
});
export type Change = Readonly<z.infer<typeof changeSchema>>;

/** The picture that a step is of, with what is needed to name it and to find it again. */
export const pictureSchema = z.object({
  imageId: z.string(),
  projectId: z.string(),
  fileName: z.string(),
});
export type StepPicture = Readonly<z.infer<typeof pictureSchema>>;

/** One transaction of this person's, as it is kept in the browser. */
export const stepSchema = pictureSchema.extend({
  id: z.string(),
  /** The tab that it was made in. */
  tab: z.string(),
  /** Milliseconds since 1970, the browser's clock. */
  at: z.number(),
  kind: z.enum(['edit', 'undo', 'redo']),
  /** `waiting`: not confirmed by the server. `done`: confirmed, kept for undo. `refused`: kept for its person. */
  state: z.enum(['waiting', 'done', 'refused']),
  reason: z.enum(refusalReasons).nullable(),
  changes: z.array(changeSchema),
});
export type Step = Readonly<z.infer<typeof stepSchema>>;
