import { z } from 'zod';
import { pageOf } from './page.ts';

/** What the audit log records: every change of access. Decisions on work are in each image's history. */
export const auditActions = [
  'signed-in',
  'signed-out',
  'session-ended',
  'account-made',
  'account-closed',
  'invite-accepted',
  'password-changed',
  'password-link-made',
  'member-added',
  'role-changed',
  'member-removed',
  'token-made',
  'token-revoked',
] as const;
export type AuditAction = (typeof auditActions)[number];

export const auditEntrySchema = z.object({
  /** Grows with time; names the entry in `before`. */
  seq: z.number(),
  at: z.iso.datetime(),
  actorId: z.string(),
  /** Null when the account is gone. */
  actorName: z.string().nullable(),
  action: z.enum(auditActions),
  projectId: z.string().nullable(),
  subjectId: z.string().nullable(),
  subjectName: z.string().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditPageSchema = pageOf(auditEntrySchema);
export type AuditPage = z.infer<typeof auditPageSchema>;
