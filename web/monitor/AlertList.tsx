import type { Alert } from '@maskroom/shared/protocol/alerts';
import { Check, TriangleAlert } from 'lucide-react';
import { moment } from '../ui/language/formats.ts';
import { t } from '../ui/language/language.ts';
import styles from './AlertList.module.css';
import { alertWords } from './alertWords.ts';

/** What lasts, and a few that are over. */
const MOST_OVER = 3;

const time = (at: string): string => moment(at, { dateStyle: 'short', timeStyle: 'short' });

/** Episodes of a project, those that last first; `now` by the server's clock. */
export function AlertList({ alerts, now }: { readonly alerts: readonly Alert[]; readonly now: number }) {
  const open = alerts.filter(({ endedAt }) => endedAt === null);
  const over = alerts.filter(({ endedAt }) => endedAt !== null).slice(0, MOST_OVER);
  if (open.length + over.length === 0) return null;
  return (
    <ul className={styles.alerts} aria-label={t('alerts.list')}>
      {[...open, ...over].map((alert) => (
        <li key={alert.id} data-open={alert.endedAt === null || undefined}>
          {alert.endedAt === null ? <TriangleAlert size={16} aria-hidden /> : <Check size={16} aria-hidden />}
          <span className={styles.words}>{alertWords(alert, now)}</span>
          <span className={styles.time}>
            {alert.endedAt === null
              ? t('alerts.since', { time: time(alert.beganAt) })
              : t('alerts.until', { from: time(alert.beganAt), to: time(alert.endedAt) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
