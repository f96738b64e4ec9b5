import { roleAtLeast } from '@maskroom/shared/annotation/role';
import { useCallback } from 'react';
import { getProject, listImages } from '../../connection/api.ts';
import { restOfPictures } from '../../connection/refresh.ts';
import { useLiveLoaded } from '../../connection/useLiveLoaded.ts';
import { listWork } from '../../connection/workApi.ts';
import { FailedState } from '../../ui/FailedState.tsx';
import { t } from '../../ui/language/language.ts';
import { Page } from '../../ui/Page.tsx';
import { paths } from '../../ui/paths.ts';
import { useWorkChanges } from '../useWorkChanges.ts';
import { GridSkeleton } from './GridSkeleton.tsx';
import { type ProjectContents, ProjectView } from './ProjectView.tsx';

const parts = ['project', 'pictures'] as const;
/** Every stroke changes some of it. */
const REST_MS = 10_000;
const restOf = ({ images }: ProjectContents) => restOfPictures(images);

const crumbs = () => [{ label: t('common.projects'), to: paths.projects }];

/** One project: its pictures, labels and people; as they work. */
export function ProjectPage({ projectId }: { readonly projectId: string }) {
  const load = useCallback(async (): Promise<ProjectContents> => {
    const [project, images] = await Promise.all([getProject(projectId), listImages(projectId)]);
    const work = roleAtLeast(project.role, 'annotator') ? await listWork(projectId) : [];
    return { project, images, work };
  }, [projectId]);
  const { loaded, reload } = useLiveLoaded(load, { projectId, parts, restMs: REST_MS, restOf });
  useWorkChanges(projectId, reload);
  if (loaded.status === 'ready') return <ProjectView contents={loaded.value} reload={reload} />;
  return (
    <Page title={t('common.project')} crumbs={crumbs()}>
      {loaded.status === 'failed' ? (
        <FailedState problem={loaded.problem} onRetry={reload} />
      ) : (
        <GridSkeleton />
      )}
    </Page>
  );
}
