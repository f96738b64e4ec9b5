import { roleAtLeast } from '@maskroom/shared/annotation/role';
import type { Project } from '@maskroom/shared/protocol/http';
import type { JobDetails } from '@maskroom/shared/protocol/jobs';
import { useCallback } from 'react';
import { listMembers } from '../../../connection/api.ts';
import { listTruths } from '../../../connection/qualityApi.ts';
import { useLiveLoaded } from '../../../connection/useLiveLoaded.ts';
import { listJobs, listRemovedJobs } from '../../../connection/workApi.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { t } from '../../../ui/language/language.ts';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { JobRow } from './JobRow.tsx';
import styles from './JobsDialog.module.css';
import { RemovedJobs } from './RemovedJobs.tsx';
import { ShareOutForm } from './ShareOutForm.tsx';

const REST_MS = 1_000;
const parts = ['jobs'] as const;

interface JobsDialogProps {
  readonly open: boolean;
  readonly project: Project;
  readonly onClose: () => void;
  /** Whose work is what has changed. */
  readonly onChange: () => void;
  /** The pictures of one are looked at. */
  readonly onLook: (job: JobDetails) => void;
}

/** Who is asked to label what: jobs with how far they are, to claim, to give and to share out. */
export function JobsDialog({ open, project, onClose, onChange, onLook }: JobsDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={t('jobs.title')} wide>
      <Jobs project={project} onChange={onChange} onLook={onLook} />
    </Dialog>
  );
}

function Jobs({ project, onChange, onLook }: Pick<JobsDialogProps, 'project' | 'onChange' | 'onLook'>) {
  const isLead = roleAtLeast(project.role, 'lead');
  const load = useCallback(async () => {
    const jobs = await listJobs(project.id);
    const removed = isLead ? await listRemovedJobs(project.id) : [];
    const members = isLead ? await listMembers(project.id) : [];
    const hasTruths = isLead && (await listTruths(project.id)).length > 0;
    return {
      jobs,
      removed,
      hasTruths,
      annotators: members.filter(({ role }) => roleAtLeast(role, 'annotator')),
    };
  }, [project.id, isLead]);
  const { loaded, reload } = useLiveLoaded(load, { projectId: project.id, parts, restMs: REST_MS });
  const changed = () => {
    reload();
    onChange();
  };
  if (loaded.status === 'loading') return <Skeleton height={96} width="100%" />;
  if (loaded.status === 'failed') return <p role="alert">{loaded.problem.message}</p>;
  const { annotators, hasTruths, jobs, removed } = loaded.value;
  return (
    <>
      {jobs.length === 0 ? (
        <p className={styles.none}>{t(isLead ? 'jobs.noneYet' : 'jobs.noneForYou')}</p>
      ) : (
        <ul className={styles.list}>
          {jobs.map((job) => (
            <JobRow
              key={job.id}
              job={job}
              project={project}
              annotators={annotators}
              onChange={changed}
              onLook={onLook}
            />
          ))}
        </ul>
      )}
      <RemovedJobs projectId={project.id} jobs={removed} onChange={changed} />
      {isLead && (
        <ShareOutForm
          projectId={project.id}
          annotators={annotators}
          hasTruths={hasTruths}
          onShared={changed}
        />
      )}
    </>
  );
}
