import type { Label } from '@maskroom/shared/annotation/label';
import type { Figures } from '@maskroom/shared/protocol/figures';
import type { ReactNode } from 'react';
import { decimal, number } from '../../ui/language/formats.ts';
import { t } from '../../ui/language/language.ts';
import { percent } from '../../ui/quantity.ts';
import { duration } from './duration.ts';
import styles from './Figures.module.css';
import { acceptShare, byLabel, byPerson, type Tally } from './foldFigures.ts';

const HOUR_MS = 3_600_000;

interface TableProps {
  readonly head: readonly string[];
  /** Of each row its name and the rest, as wide as the head. */
  readonly rows: readonly {
    readonly key: string;
    readonly name: ReactNode;
    readonly cells: readonly string[];
  }[];
}

/** Names at the left, figures at the right. */
function Table({ head, rows }: TableProps) {
  if (rows.length === 0) return <p className={styles.nothing}>{t('figures.nothing')}</p>;
  return (
    // Narrow windows show it in parts: the keyboard must reach them.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls
    <section className={styles.scroll} tabIndex={0} aria-label={head[0]}>
      <table className={styles.table}>
        <thead>
          <tr>
            {head.map((words) => (
              <th key={words} scope="col">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ cells, key, name }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {cells.map((cell, i) => (
                <td key={head[i + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const shareWords = (tally: Tally): string => {
  const share = acceptShare(tally);
  return share === null ? '–' : percent(share);
};

interface PeopleTableProps {
  readonly figures: Figures;
  readonly meId: string;
}

/** Of figures about the caller alone, others are only those who decided on it: they have no row. */
export function PeopleTable({ figures, meId }: PeopleTableProps) {
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
        name: person.name,
        cells: [
          number(person.added),
          number(person.accepted),
          number(person.rejected),
          shareWords(person),
          number(person.decided),
          duration(person.activeMs),
          person.activeMs === 0 ? '–' : decimal(person.added / (person.activeMs / HOUR_MS), 0),
        ],
      }))}
    />
  );
}

export function LabelTable({
  figures,
  labels,
}: {
  readonly figures: Figures;
  readonly labels: readonly Label[];
}) {
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
          <>
            <span
              className={styles.dot}
              style={{ background: known.get(row.labelId)?.color ?? 'var(--text-3)' }}
            />
            {known.get(row.labelId)?.name ?? t('labels.unknown')}
          </>
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
        name: reason ?? t('figures.noReason'),
        cells: [number(count)],
      }))}
    />
  );
}
