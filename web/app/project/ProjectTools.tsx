import { roleAtLeast } from '@maskroom/shared/annotation/role';
import { presenceColorOf } from '@maskroom/shared/presence/presence';
import type { Project } from '@maskroom/shared/protocol/http';
import type { JobDetails } from '@maskroom/shared/protocol/jobs';
import { BriefcaseBusiness, ChartLine, Download, Import, Scale, Settings, Tag } from 'lucide-react';
import { useState } from 'react';
import { exportUrl } from '../../connection/api.ts';
import { Avatars } from '../../ui/Avatar.tsx';
import { Button, DownloadButton, LinkButton } from '../../ui/Button.tsx';
import { t } from '../../ui/language/language.ts';
import { late, useLate } from '../../ui/late.ts';
import { paths } from '../../ui/paths.ts';
import { LabelsDialog } from './LabelsDialog.tsx';
import styles from './ProjectTools.module.css';

const peoplePart = late(() => import('./PeopleDialog.tsx'));
const jobsPart = late(() => import('./jobs/JobsDialog.tsx'));
const importPart = late(() => import('./import/ImportDialog.tsx'));
const settingsPart = late(() => import('./SettingsDialog.tsx'));

interface ProjectToolsProps {
  readonly project: Project;
  readonly onChange: () => void;
  /** The pictures of a job are looked at. */
  readonly onLook: (job: JobDetails) => void;
}

/** The project's labels, people, jobs and settings, and the way in and out for its annotations. */
export function ProjectTools({ project, onChange, onLook }: ProjectToolsProps) {
  const [open, setOpen] = useState<'labels' | 'people' | 'jobs' | 'settings' | 'import' | null>(null);
  const lead = roleAtLeast(project.role, 'lead');
  const people = useLate(peoplePart, lead && open === 'people');
  const jobs = useLate(jobsPart, open === 'jobs');
  const settings = useLate(settingsPart, lead && open === 'settings');
  const importing = useLate(importPart, lead && open === 'import');
  const close = () => setOpen(null);
  return (
    <div className={styles.tools}>
      <Button kind="quiet" onClick={() => setOpen('labels')}>
        <Tag /> {t('project.labels', { n: project.labels.length })}
      </Button>
      <Button kind="quiet" className={styles.people} disabled={!lead} onClick={() => setOpen('people')}>
        <Avatars people={project.members} most={3} size={22} colorOf={presenceColorOf} />
        {t('account.people')}
      </Button>
      {project.counts.images > 0 && roleAtLeast(project.role, 'annotator') && (
        <Button kind="quiet" onClick={() => setOpen('jobs')}>
          <BriefcaseBusiness /> {t('jobs.open')}
        </Button>
      )}
      {project.counts.images > 0 && roleAtLeast(project.role, 'annotator') && (
        <LinkButton kind="quiet" to={paths.figures(project.id)}>
          <ChartLine /> {t('figures.figures')}
        </LinkButton>
      )}
      {project.counts.images > 0 && roleAtLeast(project.role, 'reviewer') && (
        <LinkButton kind="quiet" to={paths.quality(project.id)}>
          <Scale /> {t('quality.title')}
        </LinkButton>
      )}
      {lead && (
        <Button kind="quiet" onClick={() => setOpen('settings')}>
          <Settings /> {t('settings.open')}
        </Button>
      )}
      {lead && (
        <Button kind="quiet" onClick={() => setOpen('import')}>
          <Import /> {t('import.open')}
        </Button>
      )}
      {project.counts.images > 0 && roleAtLeast(project.role, 'reviewer') && (
        <DownloadButton kind="quiet" href={exportUrl(project.id, 'coco')}>
          <Download /> {t('project.exportCoco')}
        </DownloadButton>
      )}
      <LabelsDialog
        open={open === 'labels'}
        project={project}
        mayAdd={lead}
        onClose={close}
        onChange={onChange}
      />
      {people && (
        <people.PeopleDialog open={open === 'people'} project={project} onClose={close} onChange={onChange} />
      )}
      {jobs && (
        <jobs.JobsDialog
          open={open === 'jobs'}
          project={project}
          onClose={close}
          onChange={onChange}
          onLook={(job) => {
            close();
            onLook(job);
          }}
        />
      )}
      {importing && (
        <importing.ImportDialog
          open={open === 'import'}
          project={project}
          onClose={close}
          onChange={onChange}
        />
      )}
      {settings && (
        <settings.SettingsDialog
          open={open === 'settings'}
          project={project}
          onClose={close}
          onChange={onChange}
        />
      )}
    </div>
  );
}
