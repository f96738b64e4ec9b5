import type { Figures } from '@maskroom/shared/protocol/figures';
import { X } from 'lucide-react';
import { type Ref, useMemo, useRef } from 'react';
import type { FigureRange } from '../../connection/figuresApi.ts';
import { Button } from '../../ui/Button.tsx';
import { moment } from '../../ui/language/formats.ts';
import { t } from '../../ui/language/language.ts';
import { ReportPart } from '../../ui/ReportPart.tsx';
import { Chart, type Series } from './Chart.tsx';
import styles from './Figures.module.css';
import { byHourOfDay, byTime, type ChosenWork, decidedBy, workOf } from './foldFigures.ts';
import { everything } from './useChosen.ts';

interface FigureChartsProps {
  readonly figures: Figures;
  readonly range: FigureRange;
  readonly step: 'day' | 'hour';
  readonly chosen: ChosenWork;
  /** The chosen person's and label's names; empty: everything. */
  readonly chosenWords: string;
  readonly onChoose: (chosen: ChosenWork) => void;
  /** What is to be seen when something was chosen below. */
  readonly place: Ref<HTMLDivElement>;
}

/** How much was done and when, of everybody or of whom and what is chosen in the tables. */
export function FigureCharts(props: FigureChartsProps) {
  const { chosen, chosenWords, figures, onChoose, place, range, step } = props;
  const status = useRef<HTMLParagraphElement>(null);
  const work = useMemo(() => workOf(figures, chosen), [figures, chosen]);
  const done = useMemo(() => {
    const parts = byTime(work, range, step);
    const series: Series[] = [
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
    ];
    const decided = byTime(decidedBy(figures, chosen), range, step).map((at) => at.accepted + at.rejected);
    if (decided.some((count) => count > 0))
      series.push({ label: t('figures.decided'), color: '--text-2', dash: [12, 3, 2, 3], values: decided });
    return { x: parts.map(({ at }) => at / 1_000), series };
  }, [work, figures, chosen, range, step]);
  const hours = useMemo(
    () => ({
      x: Array.from({ length: 24 }, (_, hour) => hour),
      series: [{ label: t('figures.added'), color: '--accent', values: byHourOfDay(work) }],
    }),
    [work],
  );
  const only = chosenWords && t('figures.only', { what: chosenWords });
  const named = (title: string) => (only ? `${title} ${only}` : title);
  const showAll = () => {
    onChoose(everything);
    // The button goes with what it took back.
    status.current?.focus();
  };
  return (
    <>
      <ReportPart title={t('figures.howMuch')}>
        <div className={styles.only} ref={place}>
          <p role="status" ref={status} tabIndex={-1}>
            {only || t('figures.choose')}
          </p>
          {only && (
            <Button size="small" onClick={showAll}>
              <X size={14} aria-hidden /> {t('figures.showAll')}
            </Button>
          )}
        </div>
        <Chart
          label={named(t('figures.howMuch'))}
          {...done}
          time
          kind="lines"
          wordsOf={step === 'day' ? dayWords : hourWords}
        />
      </ReportPart>
      <ReportPart title={t('figures.when')}>
        <p className={styles.only}>{only}</p>
        <Chart
          label={named(t('figures.when'))}
          {...hours}
          time={false}
          kind="bars"
          wordsOf={hourOfDayWords}
        />
      </ReportPart>
    </>
  );
}

const dayWords = (at: number): string => moment(at * 1_000, { day: 'numeric', month: 'short' });
const hourWords = (at: number): string =>
  moment(at * 1_000, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const hourOfDayWords = (hour: number): string => (Number.isInteger(hour) ? `${hour}:00` : '');
