import { t } from '../../ui/language/language.ts';
import { MINUTE_MS } from '../timeSpans.ts';

/** `3 h 05 min`, `12 min`, `40 s`. */
export function duration(ms: number): string {
  if (ms < MINUTE_MS) return t('figures.seconds', { seconds: Math.round(ms / 1_000) });
  const minutes = Math.round(ms / MINUTE_MS);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return t('figures.minutes', { minutes });
  return t('figures.hours', { hours, minutes: String(minutes % 60).padStart(2, '0') });
}
