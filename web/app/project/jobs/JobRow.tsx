import { roleAtLeast } from '@maskroom/shared/annotation/role';
import type { Member, Project } from '@maskroom/shared/protocol/http';
import type { Job } from '@maskroom/shared/protocol/jobs';
import { AlarmClock, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { changeJob, claimJob, handBackJob, removeJob } from '../../../connection/workApi.ts';
import { Button } from '../../../ui/Button.tsx';
import { classes } from '../../../ui/classes.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { failureWords } from '../../../ui/language/failureWords.ts';
import { moment } from '../../../ui/language/formats.ts';
import { t } from '../../../ui/language/language.ts';
import { ProgressBar } from '../../../ui/Progress.tsx';
import { ReasonForm } from '../../../ui/ReasonForm.tsx';
import { Select } from '../../../ui/Select.tsx';
import { useNotes } from '../../../ui/Toast.tsx';
import { useSession } from '../../account/useSession.ts';
import { DueField } from './DueField.tsx';
import { isOverdue } from './dueDay.ts';
import styles from './JobsDialog.module.css';

interface JobRowProps {
  readonly job: Job;
  readonly project: Project;
  /** Whom a lead may give it to. */
  readonly annotators: readonly Member[];
  readonly onChange: () => void;
}

const NOBODY = '';

/** One job: how far it is, whose it is, and what this person may do about it. */
export function JobRow({ job, project, annotators, onChange }: JobRowProps) {
  const { me } = useSession();
  const notes = useNotes();
  const [handing, setHanding] = useState(false);
  const isLead = roleAtLeast(project.role, 'lead');
  const isMine = job.assigneeId === me.id;
  const done = job.submitted + job.skipped;
  const isLate = isOverdue(job, Date.now());
  // A lead has the day in a field.
  const due = isLate || !isLead ? job.dueAt : null;
  const act = (change: Promise<unknown>): void => {
    change.then(onChange, (cause: unknown) => {
      notes.warn({ title: t('jobs.notChanged'), description: failureWords(cause) });
      onChange();
    });
  };
  return (
    <li className={styles.job} data-testid="job">
      <div className={styles.line}>
        <span className={styles.what}>
          <span className={styles.name}>{job.name}</span>
          <span className={styles.facts}>
            {t('jobs.doneOf', { done, images: job.images })}
            {job.skipped > 0 && ` · ${t('jobs.skipped', { n: job.skipped })}`}
            {due !== null && ' · '}
            {due !== null && (
              <span className={classes(isLate && styles.late)}>
                {isLate && <AlarmClock size={12} aria-hidden />}
                {t(isLate ? 'jobs.overdue' : 'jobs.due', { day: moment(due, { dateStyle: 'medium' }) })}
              </span>
            )}
          </span>
        </span>
        {isLead && (
          <Select
            label={t('jobs.assigneeOf', { name: job.name })}
            hideLabel
            value={job.assigneeId ?? NOBODY}
            options={[
              { value: NOBODY, label: t('jobs.nobody') },
              ...annotators.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(id) => act(changeJob(project.id, job.id, { assigneeId: id === NOBODY ? null : id }))}
          />
        )}
        {!isLead && !isMine && job.assigneeName !== null && <span>{job.assigneeName}</span>}
        {!isLead && job.assigneeId === null && roleAtLeast(project.role, 'annotator') && (
          <Button size="small" kind="primary" onClick={() => act(claimJob(project.id, job.id))}>
            {t('jobs.claim')}
          </Button>
        )}
        {isMine && (
          <Button size="small" kind="quiet" aria-expanded={handing} onClick={() => setHanding(!handing)}>
            {t('jobs.handBack')}
          </Button>
        )}
        {isLead && <DueField job={job} onDue={(dueAt) => act(changeJob(project.id, job.id, { dueAt }))} />}
        {isLead && (
          <IconButton
            label={t('jobs.remove', { name: job.name })}
            onClick={() => act(removeJob(project.id, job.id))}
          >
            <Trash2 />
          </IconButton>
        )}
      </div>
      <ProgressBar label={job.name} value={job.images === 0 ? 1 : done / job.images} />
      {job.handedBack && (
        <p className={styles.facts}>
          {t('jobs.handedBack', { byName: job.handedBack.byName, reason: job.handedBack.reason })}
        </p>
      )}
      {handing && isMine && (
        <ReasonForm
          label={t('jobs.why')}
          hideLabel
          send={t('jobs.handBack')}
          className={styles.handBack}
          onSend={(reason) => {
            setHanding(false);
            act(handBackJob(project.id, job.id, reason));
          }}
        />
      )}
    </li>
  );
}
