import { roleAtLeast } from '@maskroom/shared/annotation/role';
import type { Me } from '@maskroom/shared/protocol/http';
import { useCallback } from 'react';
import { getProject } from '../connection/api.ts';
import { useLiveLoaded } from '../connection/useLiveLoaded.ts';
import { FailedState } from '../ui/FailedState.tsx';
import { t } from '../ui/language/language.ts';
import { Page } from '../ui/Page.tsx';
import { paths } from '../ui/paths.ts';
import { AlertsButton } from './AlertsDialog.tsx';
import { LiveWall } from './LiveWall.tsx';
import { WallSkeleton } from './WallSkeleton.tsx';

/** Labels change while somebody looks. */
const parts = ['project'] as const;
const REST_MS = 1_000;

/** Who works in the project now, as it happens. */
export function LivePage({ projectId, me }: { readonly projectId: string; readonly me: Me }) {
  const load = useCallback(() => getProject(projectId), [projectId]);
  const { loaded, reload } = useLiveLoaded(load, { projectId, parts, restMs: REST_MS });
  const isLead = loaded.status === 'ready' && roleAtLeast(loaded.value.role, 'lead');
  const projectName = loaded.status === 'ready' ? loaded.value.name : t('common.project');
  const crumbs = [
    { label: t('common.projects'), to: paths.projects },
    { label: projectName, to: paths.project(projectId) },
  ];
  return (
    <Page title={t('live.room')} crumbs={crumbs} actions={isLead && <AlertsButton projectId={projectId} />}>
      <h1 className="visually-hidden">{t('live.of', { project: projectName })}</h1>
      {loaded.status === 'failed' && <FailedState problem={loaded.problem} onRetry={reload} />}
      {loaded.status === 'loading' && <WallSkeleton />}
      {loaded.status === 'ready' && <LiveWall project={loaded.value} me={me} />}
    </Page>
  );
}
