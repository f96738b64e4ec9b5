import type { AlertKind } from '@maskroom/shared/protocol/alerts';
import type { Generated, Selectable } from 'kysely';

/** When a project's leads want to be told. */
export interface AlertRulesRow {
  project_id: string;
  /** JSON, `AlertRules`. */
  rules: string;
}

export interface AlertRow {
  id: string;
  project_id: string;
  kind: AlertKind;
  value: number;
  threshold: number;
  began_at: number;
  /** Null while it lasts. */
  ended_at: number | null;
}

export interface WebhookRow {
  project_id: string;
  url: string;
  /** As it is: the server signs with it. */
  secret: string;
  created_at: number;
  created_by: string;
}

/** What was or is to be sent to a project's webhook; the last hundred are kept. */
export interface DeliveryTable {
  id: Generated<number>;
  project_id: string;
  at: number;
  event: string;
  /** JSON, signed and sent as it stands. */
  body: string;
  status: 'waiting' | 'delivered' | 'failed';
  attempts: number;
  answer: number | null;
  problem: string | null;
  /** When it is tried next; null when it is not. */
  next_at: number | null;
}
export type DeliveryRow = Selectable<DeliveryTable>;
