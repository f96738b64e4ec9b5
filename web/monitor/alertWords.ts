import type { Alert } from '@maskroom/shared/protocol/alerts';
import { decimal, number } from '../ui/language/formats.ts';
import { t } from '../ui/language/language.ts';
import { MINUTE_MS } from './timeSpans.ts';

/** What is wrong, in a sentence with its figures as they are `now`, by the server's clock; at its beginning when absent. */
export const alertWords = (alert: Alert, now: number = Date.parse(alert.beganAt)): string =>
  t(`alerts.kind.${alert.kind}`, {
    value: above(valueAt(alert, now), alert.threshold),
    threshold: number(alert.threshold),
  });

/** A queue is idle for longer with every minute; what else was measured is of the beginning. */
function valueAt({ beganAt, endedAt, kind, value }: Alert, now: number): number {
  if (kind !== 'queue-idle') return value;
  const until = endedAt === null ? now : Date.parse(endedAt);
  return value + Math.max(0, until - Date.parse(beganAt)) / MINUTE_MS;
}

/** In whole numbers, unless that would read as no more than the threshold. */
const above = (value: number, threshold: number): string =>
  Math.round(value) > threshold ? number(Math.round(value)) : decimal(value, 1);
