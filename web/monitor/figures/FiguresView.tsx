import type { Figures } from '@maskroom/shared/protocol/figures';
import type { Project } from '@maskroom/shared/protocol/http';
import { useMemo } from 'react';
import type { FigureRange } from '../../connection/figuresApi.ts';
import { moment } from '../../ui/language/formats.ts';
import { t } from '../../ui/language/language.ts';
import { percent } from '../../ui/quantity.ts';
import report from '../../ui/Report.module.css';
import { ReportPart } from '../../ui/ReportPart.tsx';
import { Chart } from './Chart.tsx';
import { duration } from './duration.ts';
import styles from './Figures.module.css';
import { LabelTable, PeopleTable, ReasonTable } from './FigureTables.tsx';
import { acceptShare, byHourOfDay, byTime, totalOf } from './foldFigures.ts';

interface FiguresViewProps {
  readonly figures: Figures;
  readonly project: Project;
  readonly meId: string;
  readonly range: FigureRange;
  readonly step: 'day' | 'hour';
}

/** Each part answers the question above it. */
export function FiguresView({ figures, meId, project, range, step }: FiguresViewProps) {
  const parts = useMemo(() => byTime(figures, range, step), [figures, range, step]);
  const done = useMemo(
    () => ({
      x: parts.map(({ at }) => at / 1_000),
      series: [
        { label: t('figures.added'), color: '--accent', values: parts.map(({ added }) => added) },
        {
          label: t('figures.accepted'),
          color: '--good',
          dash: [8, 4],
          values: parts.map(({ accepted }) => accepted),
        },
        {
          label: t('figures.rejected'),
          color: '--bad',
          dash: [2, 4],
          values: parts.map(({ rejected }) => rejected),
        },
      ],
    }),
    [parts],
  );
  const hours = useMemo(
    () => ({
      x: Array.from({ length: 24 }, (_, hour) => hour),
      series: [{ label: t('figures.added'), color: '--accent', values: byHourOfDay(figures) }],
    }),
    [figures],
  );
  return (
    <div className={report.parts}>
      <Totals figures={figures} />
      <ReportPart title={t('figures.howMuch')}>
        <Chart
          label={t('figures.howMuch')}
          {...done}
          time
          kind="lines"
          wordsOf={step === 'day' ? dayWords : hourWords}
        />
      </ReportPart>
      <ReportPart title={t('figures.when')}>
        <Chart label={t('figures.when')} {...hours} time={false} kind="bars" wordsOf={hourOfDayWords} />
      </ReportPart>
      <ReportPart whole title={t(figures.about === 'everybody' ? 'figures.who' : 'figures.you')}>
        <PeopleTable figures={figures} meId={meId} />
      </ReportPart>
      <ReportPart title={t('figures.which')}>
        <LabelTable figures={figures} labels={project.labels} />
      </ReportPart>
      <ReportPart title={t('figures.why')}>
        <ReasonTable figures={figures} />
      </ReportPart>
    </div>
  );
}

const dayWords = (at: number): string => moment(at * 1_000, { day: 'numeric', month: 'short' });
const hourWords = (at: number): string =>
  moment(at * 1_000, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const hourOfDayWords = (hour: number): string => (Number.isInteger(hour) ? `${hour}:00` : '');

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
