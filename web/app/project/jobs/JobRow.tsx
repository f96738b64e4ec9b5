import { roleAtLeast } from '@maskroom/shared/annotation/role';
import type { Member, Project } from '@maskroom/shared/protocol/http';
import type { Job, JobDetails } from '@maskroom/shared/protocol/jobs';
import { useState } from 'react';
import { changeJob, claimJob, getJob, handBackJob } from '../../../connection/workApi.ts';
import { Button } from '../../../ui/Button.tsx';
import { failureWords } from '../../../ui/language/failureWords.ts';
import { t } from '../../../ui/language/language.ts';
import { ProgressBar } from '../../../ui/Progress.tsx';
import { ReasonForm } from '../../../ui/ReasonForm.tsx';
import { Select } from '../../../ui/Select.tsx';
import { useNotes } from '../../../ui/Toast.tsx';
import { useSession } from '../../account/useSession.ts';
import { DueField } from './DueField.tsx';
import { JobFacts, SkipReasons } from './JobFacts.tsx';
import styles from './JobsDialog.module.css';
import { useTakeAway } from './TakeAway.tsx';
import { useJobChange } from './useJobChange.ts';

interface JobRowProps {
  readonly job: Job;
  readonly project: Project;
  /** Whom a lead may give it to. */
  readonly annotators: readonly Member[];
  readonly onChange: () => void;
  /** Its pictures are looked at. */
  readonly onLook: (job: JobDetails) => void;
}

const NOBODY = '';

/** One job: how far it is, whose it is, and what this person may do about it. */
export function JobRow({ job, project, annotators, onChange, onLook }: JobRowProps) {
  const { me } = useSession();
  const notes = useNotes();
  const [handing, setHanding] = useState(false);
  const isLead = roleAtLeast(project.role, 'lead');
  const isMine = job.assigneeId === me.id;
  const done = job.submitted + job.skipped;
  // Of others' jobs, who only draws is told how far they are.
  const seesPictures = isMine || roleAtLeast(project.role, 'reviewer');
  const { act } = useJobChange(onChange);
  const takeAway = useTakeAway({ projectId: project.id, job, onChange });
  const look = (): void => {
    getJob(project.id, job.id).then(onLook, (cause: unknown) =>
      notes.warn({ title: t('jobs.notLoaded'), description: failureWords(cause) }),
    );
  };
  return (
    <li className={styles.job} data-testid="job">
      <div className={styles.line}>
        <span className={styles.what}>
          {seesPictures ? (
            <button type="button" className={styles.look} title={t('jobs.look')} onClick={look}>
              {job.name}
            </button>
          ) : (
            <span className={styles.name}>{job.name}</span>
          )}
          <JobFacts job={job} saysDue={!isLead} />
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
        {isLead && takeAway.button}
      </div>
      <ProgressBar label={job.name} value={job.images === 0 ? 1 : done / job.images} />
      {takeAway.question}
      <SkipReasons job={job} />
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
