import type { Me } from '@maskroom/shared/protocol/http';
import type { Queue } from '@maskroom/shared/protocol/queue';
import { useCallback, useState } from 'react';
import { getProject, getQueue } from '../connection/api.ts';
import { useLiveLoaded } from '../connection/useLiveLoaded.ts';
import { KeymapProvider } from '../tool/keymap/KeymapProvider.tsx';
import { FailedState } from '../ui/FailedState.tsx';
import { t } from '../ui/language/language.ts';
import { useNavigation } from '../ui/navigation.ts';
import { Page } from '../ui/Page.tsx';
import { paths } from '../ui/paths.ts';
import { useLoaded } from '../ui/useLoaded.ts';
import { type AskedQueue, QueueChoice } from './QueueChoice.tsx';
import { QueueSkeleton } from './QueueSkeleton.tsx';
import { QueueView } from './QueueView.tsx';
import { readQueueSearch } from './queueAddress.ts';

interface QueuePageProps {
  readonly projectId: string;
  readonly me: Me;
}

/** Labels and reasons change while somebody looks. */
const parts = ['project'] as const;
const REST_MS = 1_000;

const fromTheStart: readonly string[] = [];

/** What is undecided in a project, in the order and of the label and person asked for, one after another. */
export function QueuePage({ projectId, me }: QueuePageProps) {
  const { search } = useNavigation();
  const [place] = useState(() => readQueueSearch(search));
  const [asked, setAsked] = useState<AskedQueue>(place.asked);
  const at = asked === place.asked ? place.at : fromTheStart;
  const load = useCallback(() => getProject(projectId), [projectId]);
  const about = useLiveLoaded(load, { projectId, parts, restMs: REST_MS });
  const [people, setPeople] = useState<Queue['people']>([]);
  const loadQueue = useCallback(async () => {
    const loaded = await getQueue(projectId, { ...asked });
    setPeople(loaded.people);
    return loaded;
  }, [projectId, asked]);
  const queue = useLoaded(loadQueue);
  const reload = () => {
    about.reload();
    queue.reload();
  };
  const project = about.loaded.status === 'ready' ? about.loaded.value : null;
  const failed = [about.loaded, queue.loaded].find((part) => part.status === 'failed');
  const projectName = project?.name ?? t('common.project');
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
      actions={project && <QueueChoice project={project} people={people} asked={asked} onAsk={setAsked} />}
    >
      <h1 className="visually-hidden">{t('queue.of', { project: projectName })}</h1>
      {failed?.status === 'failed' ? (
        <FailedState problem={failed.problem} onRetry={reload} />
      ) : project && queue.loaded.status === 'ready' ? (
        <KeymapProvider personId={me.id}>
          <QueueView project={project} queue={queue.loaded.value} asked={asked} at={at} me={me} />
        </KeymapProvider>
      ) : (
        <QueueSkeleton />
      )}
    </Page>
  );
}
