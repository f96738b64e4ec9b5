import type { Figures } from '@maskroom/shared/protocol/figures';
import type { Project } from '@maskroom/shared/protocol/http';
import { useMemo } from 'react';
import type { FigureRange } from '../../connection/figuresApi.ts';
import { moment } from '../../ui/language/formats.ts';
import { t } from '../../ui/language/language.ts';
import { percent } from '../../ui/quantity.ts';
import report from '../../ui/Report.module.css';
import { ReportPart } from '../../ui/ReportPart.tsx';
import { duration } from './duration.ts';
import { FigureCharts } from './FigureCharts.tsx';
import styles from './Figures.module.css';
import { LabelTable, PeopleTable, ReasonTable } from './FigureTables.tsx';
import { acceptShare, stillChosen, totalOf } from './foldFigures.ts';
import { useChosen } from './useChosen.ts';

interface FiguresViewProps {
  readonly figures: Figures;
  readonly project: Project;
  readonly meId: string;
  readonly range: FigureRange;
  readonly step: 'day' | 'hour';
}

/** Each part answers the question above it. */
export function FiguresView({ figures, meId, project, range, step }: FiguresViewProps) {
  const { charts, chosen: pressed, setChosen, toggle } = useChosen();
  const chosen = useMemo(() => stillChosen(pressed, figures), [pressed, figures]);
  const nameOf = (list: readonly { id: string; name: string }[], id: string | null) =>
    id === null ? [] : [list.find((one) => one.id === id)?.name ?? '–'];
  const chosenWords = [
    ...nameOf(figures.people, chosen.personId),
    ...nameOf(project.labels, chosen.labelId),
  ].join(', ');
  return (
    <div className={report.parts}>
      <Totals figures={figures} />
      <FigureCharts {...{ chosen, chosenWords, figures, range, step }} onChoose={setChosen} place={charts} />
      <ReportPart whole title={t(figures.about === 'everybody' ? 'figures.who' : 'figures.you')}>
        <PeopleTable
          figures={figures}
          meId={meId}
          chosenId={chosen.personId}
          onChoose={(id, event) => toggle('personId', id, event)}
        />
      </ReportPart>
      <ReportPart title={t('figures.which')}>
        <LabelTable
          figures={figures}
          labels={project.labels}
          chosenId={chosen.labelId}
          onChoose={(id, event) => toggle('labelId', id, event)}
        />
      </ReportPart>
      <ReportPart title={t('figures.why')}>
        <ReasonTable figures={figures} />
      </ReportPart>
    </div>
  );
}

function Totals({ figures }: { readonly figures: Figures }) {
  const total = totalOf(figures);
  const share = acceptShare(total);
  const { oldestAt, undecided } = figures.waiting;
  const parts = [
    t('figures.totalAdded', { n: total.added }),
    share !== null && t('figures.totalAccepted', { share: percent(share) }),
    t('figures.totalActive', { time: duration(total.activeMs) }),
    t('count.prompts', { n: total.prompts }),
    undecided > 0 &&
      (oldestAt === null
        ? t('figures.waiting', { n: undecided })
        : t('figures.waitingSince', {
            n: undecided,
            since: moment(oldestAt, { dateStyle: 'medium', timeStyle: 'short' }),
          })),
  ];
  return (
    <p className={styles.totals}>
      {parts.filter(Boolean).map((part) => (
        <span key={String(part)}>{part}</span>
      ))}
    </p>
  );
}
