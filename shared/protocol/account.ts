import { z } from 'zod';
import { roleSchema } from '../annotation/role.ts';
import { emailSchema, newMemberReplySchema, passwordSchema } from './http.ts';
import { id } from './id.ts';

/** Bodies of what concerns people's ways in: sessions, tokens, accounts. */
const name = z.string().trim().min(1).max(120);

export const signInOptionsSchema = z.object({
  password: z.literal(true),
  oidc: z.object({ name: z.string() }).nullable(),
});

/** For a new one of one's own; the old one is asked for again. */
export const passwordChangeSchema = z.object({ current: z.string().max(200), next: passwordSchema });

export const newTokenSchema = z.object({
  name,
  userId: id.optional(),
  expiresAt: z.iso.datetime().optional(),
  /** The token may no more than this role, whatever its holder may. */
  role: roleSchema.optional(),
  /** The only project it opens. */
  projectId: id.optional(),
});
export const tokenScopeSchema = z.object({ role: roleSchema.nullable(), projectId: id.nullable() });

export const personSchema = z.object({
  id,
  name: z.string(),
  email: z.string(),
  isAdmin: z.boolean(),
  createdAt: z.number(),
  state: z.enum(['active', 'invited', 'closed']),
});
export const peopleSchema = z.object({ people: z.array(personSchema) });
export const newPersonSchema = z.object({ email: emailSchema, name, isAdmin: z.boolean().default(false) });
export const passwordLinkSchema = z.object({ link: z.string() });

export const tokenListSchema = z.object({
  tokens: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      createdAt: z.number(),
      expiresAt: z.number().nullable(),
      scope: tokenScopeSchema.nullable(),
    }),
  ),
});
export const sessionListSchema = z.object({
  sessions: z.array(
    z.object({
      id: z.string(),
      createdAt: z.number(),
      seenAt: z.number(),
      address: z.string().nullable(),
      device: z.string().nullable(),
      isCurrent: z.boolean(),
    }),
  ),
});

/** The token is shown once; the server keeps only its hash. */
export const newTokenReplySchema = z.object({ token: z.string() });

export const newPersonReplySchema = newMemberReplySchema.pick({ id: true, inviteLink: true });
