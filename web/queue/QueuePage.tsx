import type { Me, Project } from '@maskroom/shared/protocol/http';
import type { Queue } from '@maskroom/shared/protocol/queue';
import { useCallback, useState } from 'react';
import { getProject, getQueue } from '../connection/api.ts';
import { KeymapProvider } from '../tool/keymap/KeymapProvider.tsx';
import { FailedState } from '../ui/FailedState.tsx';
import { t } from '../ui/language/language.ts';
import { Page } from '../ui/Page.tsx';
import { paths } from '../ui/paths.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useLoaded } from '../ui/useLoaded.ts';
import { type AskedQueue, QueueChoice } from './QueueChoice.tsx';
import styles from './QueuePage.module.css';
import { QueueView } from './QueueView.tsx';

interface QueuePageProps {
  readonly projectId: string;
  readonly me: Me;
}

/** What is undecided in a project, in the order and of the label and person asked for, one after another. */
export function QueuePage({ projectId, me }: QueuePageProps) {
  const [asked, setAsked] = useState<AskedQueue>({ order: 'predictedIou' });
  const { loaded: about } = useLoaded(useCallback(() => getProject(projectId), [projectId]));
  const load = useCallback(async (): Promise<{ project: Project; queue: Queue }> => {
    const [project, queue] = await Promise.all([getProject(projectId), getQueue(projectId, { ...asked })]);
    return { project, queue };
  }, [projectId, asked]);
  const { loaded, reload } = useLoaded(load);
  const projectName = about.status === 'ready' ? about.value.name : t('common.project');
  const crumbs = [
    { label: t('common.projects'), to: paths.projects },
    { label: projectName, to: paths.project(projectId) },
  ];
  return (
    <Page
      title={t('project.review')}
      crumbs={crumbs}
      fixed
      roomyActions
      actions={
        about.status === 'ready' && <QueueChoice project={about.value} asked={asked} onAsk={setAsked} />
      }
    >
      <h1 className="visually-hidden">{t('queue.of', { project: projectName })}</h1>
      {loaded.status === 'failed' && <FailedState problem={loaded.problem} onRetry={reload} />}
      {loaded.status === 'loading' && (
        <div className={styles.loading} aria-busy>
          <Skeleton width="100%" height="100%" radius={0} />
        </div>
      )}
      {loaded.status === 'ready' && (
        <KeymapProvider personId={me.id}>
          <QueueView project={loaded.value.project} queue={loaded.value.queue} me={me} reload={reload} />
        </KeymapProvider>
      )}
    </Page>
  );
}
