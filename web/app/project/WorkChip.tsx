import type { WorkItem } from '@maskroom/shared/protocol/jobs';
import { AlarmClock, BriefcaseBusiness, RotateCcw } from 'lucide-react';
import { moment } from '../../ui/language/formats.ts';
import { t } from '../../ui/language/language.ts';
import styles from './WorkChip.module.css';

/** On a picture that waits for this person: that it came back, or when it is due, or in which job it is. */
export function WorkChip({ item }: { readonly item: WorkItem }) {
  const { dueAt, jobImages, jobName, jobPlace, kind } = item;
  const isBack = kind === 'returned' || kind === 'rejected';
  const isLate = dueAt !== null && Date.parse(dueAt) < Date.now();
  const Icon = isBack ? RotateCcw : isLate ? AlarmClock : BriefcaseBusiness;
  const due = dueAt === null ? null : moment(dueAt, { day: 'numeric', month: 'short' });
  const place = jobName === null ? undefined : t('yours.place', { job: jobName, jobImages, jobPlace });
  return (
    <span className={styles.chip} data-kind={isBack ? 'back' : isLate ? 'late' : 'job'} title={place}>
      <Icon size={12} aria-hidden />
      <span className={styles.words}>
        {isBack
          ? t('yours.cameBack')
          : due === null
            ? (jobName ?? '')
            : t(isLate ? 'yours.overdue' : 'yours.due', { day: due })}
      </span>
    </span>
  );
}
