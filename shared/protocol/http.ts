import { z } from 'zod';
import { attributeSchema, newAttributesSchema } from '../annotation/attribute.ts';
import { decisionSchema, instanceSourceSchema } from '../annotation/instance.ts';
import { MOST_REASONS, REASON_LENGTH } from '../annotation/rejectReasons.ts';
import { roleSchema } from '../annotation/role.ts';
import { figuresForSchema } from './figures.ts';
import { id } from './id.ts';
import { pictureFields } from './picture.ts';

/** Bodies in and out of `/api/v1`: the server validates with these, the web client parses with them. */
const name = z.string().trim().min(1).max(120);
const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/);
export const emailSchema = z.email().max(254).toLowerCase();
export const passwordSchema = z.string().min(8, 'A password has at least 8 characters.').max(200);

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.string(),
});

export const meSchema = z.object({
  id,
  name: z.string(),
  email: z.string(),
  isAdmin: z.boolean(),
  roles: z.record(id, roleSchema),
});
export type Me = z.infer<typeof meSchema>;

export const signInSchema = z.object({ email: emailSchema, password: z.string().max(200) });
/** A first-login link sets up the first admin; an invite link lets a member in. Both end signed in. */
export const acceptInviteSchema = z.object({
  token: z.string().max(200),
  name,
  email: emailSchema.optional(),
  password: passwordSchema,
});
export const inviteInfoSchema = z.object({
  email: z.string().nullable(),
  name: z.string().nullable(),
  projectName: z.string().nullable(),
  role: roleSchema,
});

export const labelSchema = z.object({
  id,
  name: z.string(),
  color: z.string(),
  /** What is asked of its objects, in that order. */
  attributes: z.array(attributeSchema).readonly(),
});
export const newLabelSchema = z.object({
  name,
  color: colour.optional(),
  attributes: newAttributesSchema.optional(),
});
/** What is absent stays as it is; `attributes` are replaced as a whole, those named by `id` keep their values. */
export const labelChangeSchema = newLabelSchema.partial();

export const newProjectSchema = z.object({ name, labels: z.array(newLabelSchema).max(1_000).default([]) });
const rejectReasons = z.array(z.string().trim().min(1).max(REASON_LENGTH)).max(MOST_REASONS);
/** What is absent stays. */
export const projectChangeSchema = z.object({
  name: name.optional(),
  /** Offered when something is rejected, the first nine by their digit. */
  rejectReasons: rejectReasons.optional(),
  figuresFor: figuresForSchema.optional(),
});
export type ProjectChange = z.infer<typeof projectChangeSchema>;

export const projectSchema = z.object({
  id,
  name: z.string(),
  rejectReasons: z.array(z.string()),
  /** Who may see figures of single people. */
  figuresFor: figuresForSchema,
  role: roleSchema,
  labels: z.array(labelSchema),
  counts: z.object({
    images: z.number(),
    instances: z.number(),
    undecided: z.number(),
    accepted: z.number(),
    rejected: z.number(),
  }),
  /** The first few images, for the card. */
  cover: z.array(id),
  members: z.array(z.object({ id, name: z.string() })),
});
export type Project = z.infer<typeof projectSchema>;
export const projectListSchema = z.object({ projects: z.array(projectSchema) });

/** In the order of the work; the rules are in server/job/SPEC.md. */
export const imageStates = ['new', 'in progress', 'submitted', 'in review', 'accepted', 'rejected'] as const;
export const imageStateSchema = z.enum(imageStates);
export const imageSchema = z.object({
  id,
  projectId: id,
  fileName: z.string(),
  width: z.number(),
  height: z.number(),
  sha256: z.string(),
  state: imageStateSchema,
  /** Somebody's submission stands, so that a reviewer may return it. */
  submitted: z.boolean(),
  counts: z.object({
    instances: z.number(),
    accepted: z.number(),
    rejected: z.number(),
    undecided: z.number(),
  }),
  /** Words on the whole image, by name. */
  tags: z.array(z.string()),
  ...pictureFields,
});
export type Image = z.infer<typeof imageSchema>;
export const imageListSchema = z.object({ images: z.array(imageSchema) });

/** Which file of the request is meant, from 0: names may be cleaned, or be a duplicate's older one. */
const place = z.int().min(0);
export const uploadReportSchema = z.object({
  images: z.array(
    imageSchema
      .pick({ id: true, fileName: true, width: true, height: true, sha256: true })
      .extend({ duplicateOf: id.optional(), place }),
  ),
  rejected: z.array(z.object({ fileName: z.string(), code: z.string(), message: z.string(), place })),
});
export type UploadReport = z.infer<typeof uploadReportSchema>;

const ring = z.array(z.tuple([z.number(), z.number()]));
export const instanceSchema = z.object({
  id,
  imageId: id,
  label: z.string(),
  labelId: id,
  polygon: z.array(z.array(ring)),
  area: z.number(),
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  predictedIou: z.number().nullable(),
  /** How little the model's mask changed with its threshold; null where none said. */
  stabilityScore: z.number().nullable(),
  source: instanceSourceSchema,
  createdBy: id,
  createdByName: z.string(),
  decision: decisionSchema,
  reason: z.string().nullable(),
  geometryHash: z.string(),
  /** By the attribute's name: what the label asks for and the object answers. */
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  group: z.string().nullable(),
  /** Drawing order: higher lies on top. */
  order: z.number(),
});
export type InstanceJson = z.infer<typeof instanceSchema>;
/** As it was once; what is derived of a shape is left out. */
export const pastInstanceListSchema = z.object({
  instances: z.array(
    instanceSchema
      .omit({ imageId: true, area: true, box: true, geometryHash: true })
      // Null: of before the history kept it; group and stability score are not known then either.
      .extend({ order: z.number().nullable() }),
  ),
});
export const instanceListSchema = z.object({ instances: z.array(instanceSchema) });

/** `stopped`: the first to use it starts it. `failed`: the last start did; the next to use it tries again. */
export const modelStateSchema = z.enum(['ready', 'starting', 'stopped', 'failed']);
export const modelSchema = z.object({
  id,
  name: z.string(),
  family: z.string(),
  license: z.string(),
  state: modelStateSchema,
  /** Why the last start failed. */
  reason: z.string().nullable(),
  isDefault: z.boolean(),
  /** False: to use it now would be refused with `model-limit`. */
  mayStart: z.boolean(),
});
export type Model = z.infer<typeof modelSchema>;
export const modelListSchema = z.object({ models: z.array(modelSchema) });

export const predictSchema = z.object({
  /** Default: the server's. */
  model: id.optional(),
  points: z
    .array(z.tuple([z.number(), z.number(), z.number()]))
    .max(64)
    .default([]),
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
  /** Only this part of the picture is looked at, more closely; see `prompt:set`. */
  region: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
  multimask: z.boolean().optional(),
  output: z.array(z.enum(['polygon', 'rle', 'logits'])).default(['polygon']),
});

/** The candidates of a prompt, best first; each has the outputs that were asked for. */
export const predictReplySchema = z.object({
  model: z.string(),
  candidates: z.array(
    z.object({
      /** The same as `predictedIou`. */
      score: z.number(),
      predictedIou: z.number(),
      stabilityScore: z.number(),
      area: z.number(),
      box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
      polygon: z.array(z.array(ring)).optional(),
      /** COCO's compressed runs, at the size of the image. */
      rle: z.object({ size: z.tuple([z.number(), z.number()]), counts: z.string() }).optional(),
      /** Low-res mask before the threshold (0): float16, little-endian, row-major, `shape` [height, width] in base64; the picture fills `content` [height, width] of it from the top left. */
      logits: z
        .object({
          dtype: z.literal('float16'),
          shape: z.tuple([z.number(), z.number()]),
          content: z.tuple([z.number(), z.number()]),
          data: z.string(),
        })
        .optional(),
    }),
  ),
  /** The region that was looked at: outlines end at its border, logits are over it. Absent: all of the picture. */
  region: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
  timings: z.object({ decodeMs: z.number(), traceMs: z.number() }),
});

export const newMemberSchema = z.object({ email: emailSchema, name, role: roleSchema });
export const memberSchema = z.object({
  id,
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  pending: z.boolean(),
});
export const memberRoleSchema = z.object({ role: roleSchema });
export type Member = z.infer<typeof memberSchema>;
export const memberListSchema = z.object({ members: z.array(memberSchema) });
/** The link lets an invited person set a password; null for somebody who has an account already. */
export const newMemberReplySchema = memberSchema.extend({ inviteLink: z.string().nullable() });

export const exportFormats = ['coco'] as const;
