import { type AlertRules, alertSettingsSchema, newWebhookSchema } from '@maskroom/shared/protocol/alerts';
import { call, callQuietly, json } from './http.ts';

const of = (projectId: string, part: string): string => `/projects/${encodeURIComponent(projectId)}/${part}`;

/** Rules, episodes and the webhook of a project; for its leads. */
export const getAlerts = (projectId: string) => call(alertSettingsSchema, of(projectId, 'alerts'));
export const putAlertRules = (projectId: string, rules: AlertRules) =>
  call(alertSettingsSchema, of(projectId, 'alerts'), json('PUT', rules));
/** The answer holds the secret, this once. */
export const putWebhook = (projectId: string, url: string) =>
  call(newWebhookSchema, of(projectId, 'webhook'), json('PUT', { url }));
export const removeWebhook = (projectId: string) =>
  callQuietly(of(projectId, 'webhook'), { method: 'DELETE' });
export const tryWebhook = (projectId: string) =>
  callQuietly(of(projectId, 'webhook/test'), { method: 'POST' });
