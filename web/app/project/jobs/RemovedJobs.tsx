import type { Job } from '@maskroom/shared/protocol/jobs';
import { Undo2 } from 'lucide-react';
import { restoreJob } from '../../../connection/workApi.ts';
import { Button } from '../../../ui/Button.tsx';
import { moment } from '../../../ui/language/formats.ts';
import { t } from '../../../ui/language/language.ts';
import styles from './JobsDialog.module.css';
import { useJobChange } from './useJobChange.ts';

interface RemovedJobsProps {
  readonly projectId: string;
  readonly jobs: readonly Job[];
  readonly onChange: () => void;
}

/** Jobs that were taken away, to bring back with what was drawn for them. */
export function RemovedJobs({ jobs, onChange, projectId }: RemovedJobsProps) {
  const { act } = useJobChange(onChange);
  if (jobs.length === 0) return null;
  return (
    <details className={styles.removed} data-testid="removed-jobs">
      <summary>{t('jobs.takenAway', { n: jobs.length })}</summary>
      <ul>
        {jobs.map(({ assigneeName, drawn, id, name, removedAt }) => (
          <li key={id} className={styles.line}>
            <span className={styles.what}>
              <span className={styles.name}>{name}</span>
              <span className={styles.facts}>
                {assigneeName !== null && <span>{assigneeName}</span>}
                {removedAt !== null && (
                  <span>{moment(removedAt, { dateStyle: 'medium', timeStyle: 'short' })}</span>
                )}
                {drawn.objects > 0 && <span>{t('count.objects', { n: drawn.objects })}</span>}
              </span>
            </span>
            <Button
              size="small"
              aria-label={t('jobs.bringBackOf', { name })}
              onClick={() => act(restoreJob(projectId, id))}
            >
              <Undo2 aria-hidden /> {t('jobs.bringBack')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
