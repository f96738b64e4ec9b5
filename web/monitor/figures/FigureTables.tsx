import type { Label } from '@maskroom/shared/annotation/label';
import type { Figures } from '@maskroom/shared/protocol/figures';
import type { MouseEvent, ReactNode } from 'react';
import { decimal, number } from '../../ui/language/formats.ts';
import { t } from '../../ui/language/language.ts';
import { reasonWords } from '../../ui/language/reasons.ts';
import { percent } from '../../ui/quantity.ts';
import report from '../../ui/Report.module.css';
import { ReportTable } from '../../ui/ReportTable.tsx';
import { HOUR_MS, MINUTE_MS } from '../timeSpans.ts';
import { duration } from './duration.ts';
import styles from './Figures.module.css';
import { acceptShare, byLabel, byPerson, type PersonFigures, type Tally } from './foldFigures.ts';
import { RowButton } from './RowButton.tsx';

interface TableProps {
  /** Of the names, then of each figure. */
  readonly head: readonly string[];
  readonly rows: readonly {
    readonly key: string;
    readonly name: ReactNode;
    readonly cells: readonly string[];
  }[];
}

function Table({ head: [corner, ...head], rows }: TableProps) {
  if (rows.length === 0) return <p className={styles.nothing}>{t('figures.nothing')}</p>;
  return (
    <ReportTable
      caption={corner}
      corner={corner}
      head={head.map((words) => ({ key: words, words }))}
      rows={rows.map(({ cells, key, name }) => ({
        key,
        name,
        cells: cells.map((words, i) => ({ key: head[i], words })),
      }))}
    />
  );
}

const shareWords = (tally: Tally): string => {
  const share = acceptShare(tally);
  return share === null ? '–' : percent(share);
};

/** Some seconds at work say nothing of an hour. */
const rateWords = ({ activeMs, added }: PersonFigures): string =>
  activeMs < MINUTE_MS ? '–' : decimal(added / (activeMs / HOUR_MS), 0);

interface ChoiceProps {
  /** Of the row that the charts show; null: they show all. */
  readonly chosenId: string | null;
  readonly onChoose: (id: string, event: MouseEvent) => void;
}

interface PeopleTableProps extends ChoiceProps {
  readonly figures: Figures;
  readonly meId: string;
}

/** Of figures about the caller alone, others are only those who decided on it: they have no row. */
export function PeopleTable({ chosenId, figures, meId, onChoose }: PeopleTableProps) {
  const people = byPerson(figures).filter(({ id }) => figures.about === 'everybody' || id === meId);
  return (
    <Table
      head={[
        t('figures.person'),
        t('figures.added'),
        t('figures.accepted'),
        t('figures.rejected'),
        t('figures.share'),
        t('figures.decided'),
        t('figures.active'),
        t('figures.anHour'),
      ]}
      rows={people.map((person) => ({
        key: person.id,
        name: (
          <RowButton
            name={person.name}
            isChosen={person.id === chosenId}
            onChoose={(event) => onChoose(person.id, event)}
          />
        ),
        cells: [
          number(person.added),
          number(person.accepted),
          number(person.rejected),
          shareWords(person),
          number(person.decided),
          duration(person.activeMs),
          rateWords(person),
        ],
      }))}
    />
  );
}

interface LabelTableProps extends ChoiceProps {
  readonly figures: Figures;
  readonly labels: readonly Label[];
}

export function LabelTable({ chosenId, figures, labels, onChoose }: LabelTableProps) {
  const known = new Map(labels.map((label) => [label.id, label]));
  return (
    <Table
      head={[
        t('figures.label'),
        t('figures.added'),
        t('figures.accepted'),
        t('figures.rejected'),
        t('figures.share'),
      ]}
      rows={byLabel(figures).map((row) => ({
        key: row.labelId,
        name: (
          <RowButton
            name={known.get(row.labelId)?.name ?? t('labels.unknown')}
            isChosen={row.labelId === chosenId}
            onChoose={(event) => onChoose(row.labelId, event)}
          >
            <span
              className={report.dot}
              style={{ background: known.get(row.labelId)?.color ?? 'var(--text-3)' }}
            />
          </RowButton>
        ),
        cells: [number(row.added), number(row.accepted), number(row.rejected), shareWords(row)],
      }))}
    />
  );
}

export function ReasonTable({ figures: { reasons } }: { readonly figures: Figures }) {
  return (
    <Table
      head={[t('figures.reason'), t('figures.times')]}
      rows={reasons.map(({ count, reason }) => ({
        key: reason ?? '',
        name: reason === null ? t('figures.noReason') : reasonWords(reason),
        cells: [number(count)],
      }))}
    />
  );
}
