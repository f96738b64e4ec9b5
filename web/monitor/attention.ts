import type { MonitoredSession } from '@maskroom/shared/protocol/monitor';
import { t } from '../ui/language/language.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './timeSpans.ts';

/** Shorter pauses are work: looking, thinking. */
const WORKING_MS = 15_000;

/** How long since the last prompt, edit or decision: `working`, `idle 42 s`, `idle 5 min`, `idle 1 h 20 min`. */
export function idleWords(idleMs: number): string {
  if (idleMs < WORKING_MS) return t('live.working');
  if (idleMs < MINUTE_MS) return t('live.idleSeconds', { n: Math.floor(idleMs / 1_000) });
  if (idleMs < HOUR_MS) return t('live.idleMinutes', { n: Math.floor(idleMs / MINUTE_MS) });
  const minutes = Math.floor((idleMs % HOUR_MS) / MINUTE_MS);
  const hours = Math.floor(idleMs / HOUR_MS);
  return minutes > 0
    ? t('live.idleHoursMinutes', { h: hours, min: minutes })
    : t('live.idleHours', { n: hours });
}

/** How old something is, in its largest units: `42 s`, `5 min`, `1 h 20 min`, `3 days`. */
export function ageWords(ms: number): string {
  if (ms < MINUTE_MS) return t('live.age.seconds', { n: Math.floor(ms / 1_000) });
  if (ms < HOUR_MS) return t('live.age.minutes', { n: Math.floor(ms / MINUTE_MS) });
  if (ms >= 2 * DAY_MS) return t('live.age.days', { n: Math.floor(ms / DAY_MS) });
  const [h, min] = [Math.floor(ms / HOUR_MS), Math.floor((ms % HOUR_MS) / MINUTE_MS)];
  return t('live.age.hours', { h, min });
}

/** Too few prompts say nothing about how well masks fit. */
const LEAST_PROMPTS = 20;
const LOW_ACCEPT_RATE = 0.35;
const SLOW_MASK_MS = 1_000;
const LONG_IDLE_MS = 5 * MINUTE_MS;

/** What a lead should look into, in words; null while all goes well. */
export function concernOf(session: MonitoredSession, idleMs: number): string | null {
  const { prompts, acceptRate, maskLatencyP95Ms } = session;
  if (maskLatencyP95Ms !== null && maskLatencyP95Ms > SLOW_MASK_MS) return t('live.slow');
  if (acceptRate !== null && prompts >= LEAST_PROMPTS && acceptRate < LOW_ACCEPT_RATE)
    return t('live.fewKept');
  return idleMs >= LONG_IDLE_MS ? t('live.away') : null;
}
