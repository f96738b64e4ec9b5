import { z } from 'zod';

export const alertKinds = ['mask-latency', 'rejection-rate', 'queue-idle'] as const;
export type AlertKind = (typeof alertKinds)[number];

/** When a project's leads want to be told; null: never. */
export const alertRulesSchema = z.object({
  /** The p95 of all masks of the last five minutes, at least twenty of them. */
  maskLatency: z.object({ overMs: z.number().int().min(20).max(600_000) }).nullable(),
  /** The share of rejections of the last hour's decisions, where there were so many. */
  rejectionRate: z
    .object({ overPercent: z.number().int().min(1).max(99), decisions: z.number().int().min(1).max(10_000) })
    .nullable(),
  /** An object has waited for so long, and so long nobody has decided anything. */
  queueIdle: z.object({ minutes: z.number().int().min(1).max(10_080) }).nullable(),
});
export type AlertRules = z.infer<typeof alertRulesSchema>;
export const noRules: AlertRules = { maskLatency: null, rejectionRate: null, queueIdle: null };

/** One episode. */
export const alertSchema = z.object({
  id: z.string(),
  kind: z.enum(alertKinds),
  /** What was measured when it began: milliseconds, percent or minutes. */
  value: z.number(),
  /** Of the rule that it broke, in the same unit. */
  threshold: z.number(),
  beganAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type Alert = z.infer<typeof alertSchema>;

/** Newest first: an episode that has just begun or ended comes to the front. */
export const withAlert = (alerts: readonly Alert[], alert: Alert): readonly Alert[] => [
  alert,
  ...alerts.filter(({ id }) => id !== alert.id),
];

/** Told to every lead of the project when an episode begins and when it ends. */
export interface AlertChanged {
  readonly projectId: string;
  readonly projectName: string;
  readonly alert: Alert;
}

export const webhookUrlSchema = z.object({ url: z.url().max(1_000) });
/** The secret is told this once. */
export const newWebhookSchema = z.object({ url: z.string(), secret: z.string() });

export const deliverySchema = z.object({
  id: z.number(),
  at: z.iso.datetime(),
  event: z.string(),
  status: z.enum(['waiting', 'delivered', 'failed']),
  attempts: z.number(),
  /** The HTTP status of the last answer; null without one. */
  answer: z.number().nullable(),
  /** Why the last attempt failed. */
  problem: z.string().nullable(),
  nextAt: z.iso.datetime().nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;

export const alertSettingsSchema = z.object({
  rules: alertRulesSchema,
  /** Newest first. */
  alerts: z.array(alertSchema),
  webhook: z.object({ url: z.string(), createdAt: z.iso.datetime() }).nullable(),
  /** Newest first. */
  deliveries: z.array(deliverySchema),
});
export type AlertSettings = z.infer<typeof alertSettingsSchema>;
