import type { Project } from '@maskroom/shared/protocol/http';
import { Download } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { getProject } from '../../connection/api.ts';
import { type FigureRange, figuresUrl } from '../../connection/figuresApi.ts';
import { useLiveLoaded } from '../../connection/useLiveLoaded.ts';
import { DownloadButton } from '../../ui/Button.tsx';
import { FailedState } from '../../ui/FailedState.tsx';
import { t } from '../../ui/language/language.ts';
import { Page } from '../../ui/Page.tsx';
import { paths } from '../../ui/paths.ts';
import report from '../../ui/Report.module.css';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TabPanel, Tabs } from '../../ui/Tabs.tsx';
import { DAY_MS } from '../timeSpans.ts';
import styles from './Figures.module.css';
import { FiguresView } from './FiguresView.tsx';
import { createFiguresReader } from './readFigures.ts';

/** Every stroke changes them. */
const REST_MS = 10_000;
const parts = ['figures'] as const;
const spans = ['today', 'week', 'month'] as const;
type Span = (typeof spans)[number];

/** Today from midnight on the reader's own clock; a month is as much as the server tells at once. */
function rangeOf(span: Span, now: number): FigureRange {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  const days = { today: 0, week: 6, month: 29 }[span];
  return { from: midnight - days * DAY_MS, to: now };
}

interface FiguresPageProps {
  readonly projectId: string;
  readonly meId: string;
}

/** What was done in the project, by whom and when; as it is done. */
export function FiguresPage({ projectId, meId }: FiguresPageProps) {
  const [span, setSpan] = useState<Span>('week');
  const [project, setProject] = useState<Project | null>(null);
  const read = useMemo(() => createFiguresReader(projectId), [projectId]);
  const load = useCallback(async () => {
    const range = rangeOf(span, Date.now());
    const [about, figures] = await Promise.all([getProject(projectId), read(range)]);
    setProject(about);
    return { figures, range };
  }, [projectId, read, span]);
  const { loaded, reload } = useLiveLoaded(load, { projectId, parts, restMs: REST_MS });
  const name = project?.name ?? t('common.project');
  return (
    <Page
      title={t('figures.figures')}
      crumbs={[
        { label: t('common.projects'), to: paths.projects },
        { label: name, to: paths.project(projectId) },
      ]}
      roomyActions
      actions={
        <DownloadButton
          kind="quiet"
          href={figuresUrl(
            projectId,
            loaded.status === 'ready' ? loaded.value.range : rangeOf(span, Date.now()),
          )}
        >
          <Download /> {t('figures.csv')}
        </DownloadButton>
      }
    >
      <h1 className="visually-hidden">{t('figures.of', { project: name })}</h1>
      <div className={styles.spans}>
        <Tabs<Span>
          label={t('figures.span')}
          controls="figures"
          value={span}
          onChange={setSpan}
          tabs={spans.map((value) => ({ value, label: t(`figures.spans.${value}`) }))}
        />
      </div>
      <TabPanel id="figures" value={span} className={styles.shown}>
        {loaded.status === 'failed' && <FailedState problem={loaded.problem} onRetry={reload} />}
        {loaded.status === 'loading' && (
          <div className={report.parts}>
            <Skeleton height={280} width="100%" />
            <Skeleton height={280} width="100%" />
          </div>
        )}
        {loaded.status === 'ready' && project && (
          <FiguresView
            {...loaded.value}
            project={project}
            meId={meId}
            step={span === 'today' ? 'hour' : 'day'}
          />
        )}
      </TabPanel>
    </Page>
  );
}
