import { useCallback } from 'react';
import { getImage, getProject } from '../../../connection/api.ts';
import { getConsensus } from '../../../connection/qualityApi.ts';
import { useLiveLoaded } from '../../../connection/useLiveLoaded.ts';
import { FailedState } from '../../../ui/FailedState.tsx';
import { t } from '../../../ui/language/language.ts';
import { Page } from '../../../ui/Page.tsx';
import { paths } from '../../../ui/paths.ts';
import report from '../../../ui/Report.module.css';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { ConsensusView } from './ConsensusView.tsx';

interface ConsensusPageProps {
  readonly projectId: string;
  readonly imageId: string;
}

const REST_MS = 2_000;
const parts = ['quality'] as const;

/** What several people have drawn of one picture, side by side; as they submit it. */
export function ConsensusPage({ imageId, projectId }: ConsensusPageProps) {
  const load = useCallback(async () => {
    const [project, image, consensus] = await Promise.all([
      getProject(projectId),
      getImage(imageId),
      getConsensus(imageId),
    ]);
    return { project, image, consensus };
  }, [imageId, projectId]);
  const { loaded, reload } = useLiveLoaded(load, { projectId, imageId, parts, restMs: REST_MS });
  const value = loaded.status === 'ready' ? loaded.value : null;
  return (
    <Page
      title={value?.image.fileName ?? t('quality.picture')}
      crumbs={[
        { label: t('common.projects'), to: paths.projects },
        { label: value?.project.name ?? t('common.project'), to: paths.project(projectId) },
        { label: t('quality.title'), to: paths.quality(projectId) },
      ]}
    >
      <h1 className="visually-hidden">
        {t('quality.consensusOn', { picture: value?.image.fileName ?? '' })}
      </h1>
      {loaded.status === 'failed' && <FailedState problem={loaded.problem} onRetry={reload} />}
      {loaded.status === 'loading' && (
        <div className={report.parts}>
          <Skeleton height={320} width="100%" />
        </div>
      )}
      {value && <ConsensusView {...value} onChange={reload} />}
    </Page>
  );
}
