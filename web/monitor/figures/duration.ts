import { t } from '../../ui/language/language.ts';

const MINUTE_MS = 60_000;

/** `3 h 05 min`, `12 min`. */
export function duration(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return t('figures.minutes', { minutes });
  return t('figures.hours', { hours, minutes: String(minutes % 60).padStart(2, '0') });
}
