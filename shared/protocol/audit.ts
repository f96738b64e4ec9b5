import { z } from 'zod';
import { pageOf, pageQuerySchema } from './page.ts';

/** What the audit log records, by what it is about. Each line is stored with the change it tells of, or neither is. */
export const auditActionsAbout = {
  access: [
    'signed-in',
    'signed-out',
    'session-ended',
    'account-made',
    'account-closed',
    'identity-tied',
    'invite-accepted',
    'password-changed',
    'password-link-made',
    'member-added',
    'role-changed',
    'member-removed',
    'token-made',
    'token-revoked',
  ],
  projects: [
    'project-made',
    'project-changed',
    'label-added',
    'label-changed',
    'alerts-changed',
    'webhook-set',
    'webhook-removed',
    'annotations-imported',
  ],
  decisions: ['instance-accepted', 'instance-rejected', 'instance-reopened', 'image-returned'],
} as const;

export const auditTopics = ['access', 'projects', 'decisions'] as const satisfies readonly AuditTopic[];
export type AuditTopic = keyof typeof auditActionsAbout;
export type AuditAction = (typeof auditActionsAbout)[AuditTopic][number];

const auditActions = auditTopics.flatMap((topic): readonly AuditAction[] => auditActionsAbout[topic]);

export const auditEntrySchema = z.object({
  /** Grows with time; names the entry in `before`. */
  seq: z.number(),
  at: z.iso.datetime(),
  actorId: z.string(),
  /** Null when the account is gone. */
  actorName: z.string().nullable(),
  action: z.enum(auditActions),
  projectId: z.string().nullable(),
  projectName: z.string().nullable(),
  /** The person, token, session, project, label or instance that it was done to. */
  subjectId: z.string().nullable(),
  /** A person's. */
  subjectName: z.string().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** Absent: about everything. */
export const auditChoiceSchema = z.object({ about: z.enum(auditTopics).optional() });
export const auditQuerySchema = pageQuerySchema.extend(auditChoiceSchema.shape);

export const auditPageSchema = pageOf(auditEntrySchema);
export type AuditPage = z.infer<typeof auditPageSchema>;
