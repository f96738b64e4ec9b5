'use client';

import type { Image, Me } from '@maskroom/shared/protocol/http';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { getImage, getMe, getProject, listImages } from '../connection/api.ts';
import { listWork } from '../connection/workApi.ts';
import { KeymapProvider } from '../tool/keymap/KeymapProvider.tsx';
import { LinkButton } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FailedState } from '../ui/FailedState.tsx';
import { t } from '../ui/language/language.ts';
import { paths } from '../ui/paths.ts';
import { useLoaded } from '../ui/useLoaded.ts';
import { mayAnnotate } from './state/permissions.ts';
import { useWorkQueue } from './state/useWorkQueue.ts';
import { createView } from './state/viewStore.ts';
import styles from './Workspace.module.css';
import { WorkspaceScreen } from './WorkspaceScreen.tsx';

interface WorkspaceProps {
  readonly projectId: string;
  readonly imageId: string;
}

/** One picture of a project, to label and review together with whoever else is there. */
export function Workspace({ projectId, imageId }: WorkspaceProps) {
  const load = useCallback(async () => {
    const asked = getProject(projectId);
    const [me, project, images, work] = await Promise.all([
      getMe(),
      asked,
      listImages(projectId),
      asked.then(({ role }) => (mayAnnotate(role) ? listWork(projectId) : [])),
    ]);
    return { me, project, images, work };
  }, [projectId]);
  const { loaded, reload } = useLoaded(load);
  const [view] = useState(createView);
  const work = useWorkQueue(projectId, loaded.status === 'ready' ? loaded.value.work : null);
  const me = useMemo(() => (loaded.status === 'ready' ? personOf(loaded.value.me) : null), [loaded]);

  if (loaded.status === 'failed') return <FailedState problem={loaded.problem} onRetry={reload} />;
  if (loaded.status === 'loading' || me === null || work === null)
    return <div className={styles.surround} aria-busy="true" />;
  const { project, images } = loaded.value;
  const known = images.find(({ id }) => id === imageId);
  const screen = (image: Image) => (
    <KeymapProvider personId={me.id}>
      <WorkspaceScreen
        key={image.id}
        project={project}
        image={image}
        images={images}
        me={me}
        role={project.role}
        view={view}
        work={work}
        onStale={reload}
      />
    </KeymapProvider>
  );
  return known ? screen(known) : <Unlisted {...{ imageId, projectId }}>{screen}</Unlisted>;
}

interface UnlistedProps extends WorkspaceProps {
  readonly children: (image: Image) => ReactNode;
}

/** Newer than the list of pictures, or somebody's own layer: whoever watches somebody is led there. */
function Unlisted({ projectId, imageId, children }: UnlistedProps) {
  const { loaded } = useLoaded(useCallback(() => getImage(imageId), [imageId]));
  if (loaded.status === 'loading') return <div className={styles.surround} aria-busy="true" />;
  if (loaded.status === 'ready' && loaded.value.projectId === projectId) return children(loaded.value);
  return (
    <EmptyState
      title={t('workspace.notHere')}
      actions={<LinkButton to={paths.project(projectId)}>{t('workspace.toProject')}</LinkButton>}
    >
      {t('workspace.notHereWords')}
    </EmptyState>
  );
}

const personOf = ({ id, name }: Me) => ({ id, name });
