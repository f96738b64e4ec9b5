import { roleAtLeast } from '@maskroom/shared/annotation/role';
import { FolderPlus, Plus } from 'lucide-react';
import { useState } from 'react';
import { listProjects } from '../../connection/api.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailedState } from '../../ui/FailedState.tsx';
import { t } from '../../ui/language/language.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Page } from '../../ui/Page.tsx';
import { paths } from '../../ui/paths.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLoaded } from '../../ui/useLoaded.ts';
import { useSession } from '../account/useSession.ts';
import { CameBackAnywhere } from './CameBackAnywhere.tsx';
import { Mentions } from './Mentions.tsx';
import { NewProjectDialog } from './NewProjectDialog.tsx';
import { ProjectCard } from './ProjectCard.tsx';
import styles from './ProjectsPage.module.css';

/** All that a person may see, one card each. */
export function ProjectsPage() {
  const { loaded, reload } = useLoaded(listProjects);
  const { me } = useSession();
  const mayCreate = me.isAdmin || Object.values(me.roles).some((role) => roleAtLeast(role, 'lead'));
  const { navigate } = useNavigation();
  const [creating, setCreating] = useState(false);
  const create = (
    <Button kind="primary" onClick={() => setCreating(true)}>
      <Plus /> {t('projects.new')}
    </Button>
  );
  const empty = loaded.status === 'ready' && loaded.value.length === 0;
  return (
    <Page title={t('common.projects')} actions={mayCreate && !empty && create}>
      <h1 className="visually-hidden">{t('common.projects')}</h1>
      <CameBackAnywhere />
      <Mentions />
      {loaded.status === 'failed' && <FailedState problem={loaded.problem} onRetry={reload} />}
      {empty && (
        <EmptyState
          icon={<FolderPlus size={32} strokeWidth={1.5} />}
          title={mayCreate ? t('projects.first') : t('projects.none')}
          actions={mayCreate && create}
        >
          {mayCreate ? t('projects.firstWords') : t('projects.noneWords')}
        </EmptyState>
      )}
      {!empty && loaded.status !== 'failed' && (
        <ul className={styles.grid} aria-busy={loaded.status === 'loading'}>
          {loaded.status === 'loading'
            ? ['a', 'b', 'c'].map((key) => (
                <li key={key}>
                  <Skeleton width="100%" height={264} radius={8} />
                </li>
              ))
            : loaded.value.map((project) => (
                <li key={project.id}>
                  <ProjectCard project={project} />
                </li>
              ))}
        </ul>
      )}
      <NewProjectDialog
        open={creating}
        onClose={() => setCreating(false)}
        onCreated={(id) => navigate(paths.project(id))}
      />
    </Page>
  );
}
