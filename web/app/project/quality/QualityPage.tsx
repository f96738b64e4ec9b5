import { roleAtLeast } from '@maskroom/shared/annotation/role';
import type { Project } from '@maskroom/shared/protocol/http';
import { Download } from 'lucide-react';
import { useCallback, useState } from 'react';
import { getProject } from '../../../connection/api.ts';
import { getQuality, listTruths, qualityUrl } from '../../../connection/qualityApi.ts';
import { useLiveLoaded } from '../../../connection/useLiveLoaded.ts';
import { DownloadButton } from '../../../ui/Button.tsx';
import { FailedState } from '../../../ui/FailedState.tsx';
import { t } from '../../../ui/language/language.ts';
import { Page } from '../../../ui/Page.tsx';
import { paths } from '../../../ui/paths.ts';
import report from '../../../ui/Report.module.css';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { LeadForms } from './LeadForms.tsx';
import { QualityView } from './QualityView.tsx';

/** Comparing shapes is dear: a lead's page costs one comparison in this time at most. */
const REST_MS = 5_000;
const parts = ['quality', 'truth'] as const;

/** How well the people of a project agree, and find the truth; as they work. */
export function QualityPage({ projectId }: { readonly projectId: string }) {
  // Whoever may not see how well people agree is told so in a project that they know by its name.
  const [known, setKnown] = useState<Project | null>(null);
  const load = useCallback(async () => {
    const asked = getProject(projectId);
    asked.then(setKnown, () => undefined);
    const [project, quality] = await Promise.all([asked, getQuality(projectId)]);
    const isLead = roleAtLeast(project.role, 'lead');
    const truths = isLead ? await listTruths(projectId) : [];
    return { project, quality, truths, isLead };
  }, [projectId]);
  const { loaded, reload } = useLiveLoaded(load, { projectId, parts, restMs: REST_MS });
  const name = known?.id === projectId ? known.name : t('common.project');
  return (
    <Page
      title={t('quality.title')}
      crumbs={[
        { label: t('common.projects'), to: paths.projects },
        { label: name, to: paths.project(projectId) },
      ]}
      roomyActions
      actions={
        loaded.status === 'ready' && (
          <DownloadButton kind="quiet" href={qualityUrl(projectId)}>
            <Download /> {t('figures.csv')}
          </DownloadButton>
        )
      }
    >
      <h1 className="visually-hidden">{t('quality.of', { project: name })}</h1>
      {loaded.status === 'failed' && <FailedState problem={loaded.problem} onRetry={reload} />}
      {loaded.status === 'loading' && (
        <div className={report.parts}>
          <Skeleton height={220} width="100%" />
          <Skeleton height={220} width="100%" />
        </div>
      )}
      {loaded.status === 'ready' && (
        <div className={report.parts}>
          <QualityView project={loaded.value.project} quality={loaded.value.quality} />
          {loaded.value.isLead && (
            <LeadForms
              project={loaded.value.project}
              truths={loaded.value.truths}
              shared={loaded.value.quality.pictures.map(({ imageId }) => imageId)}
              onChange={reload}
            />
          )}
        </div>
      )}
    </Page>
  );
}
