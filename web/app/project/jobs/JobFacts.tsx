import type { Job } from '@maskroom/shared/protocol/jobs';
import { AlarmClock } from 'lucide-react';
import { classes } from '../../../ui/classes.ts';
import { moment } from '../../../ui/language/formats.ts';
import { t } from '../../../ui/language/language.ts';
import { isOverdue } from './dueDay.ts';
import styles from './JobsDialog.module.css';

/** How far a job is, and when it is due, where that is said in words. */
export function JobFacts({ job, saysDue }: { readonly job: Job; readonly saysDue: boolean }) {
  const isLate = isOverdue(job, Date.now());
  const due = isLate || saysDue ? job.dueAt : null;
  return (
    <span className={styles.facts}>
      <span>{t('jobs.doneOf', { done: job.submitted + job.skipped, images: job.images })}</span>
      {job.skipped > 0 && <span>{t('jobs.skipped', { n: job.skipped })}</span>}
      {due !== null && (
        <span className={classes(isLate && styles.late)}>
          {isLate && <AlarmClock size={12} aria-hidden />}
          {t(isLate ? 'jobs.overdue' : 'jobs.due', { day: moment(due, { dateStyle: 'medium' }) })}
        </span>
      )}
    </span>
  );
}

/** What was passed over and why, for leads and whoever has the job. */
export function SkipReasons({ job: { name, skips } }: { readonly job: Job }) {
  if (skips.length === 0) return null;
  return (
    <ul className={styles.skips} aria-label={t('jobs.skippedOf', { name })}>
      {skips.map(({ fileName, imageId, reason }) => (
        <li key={imageId}>{t('jobs.skippedBecause', { picture: fileName, reason })}</li>
      ))}
    </ul>
  );
}
