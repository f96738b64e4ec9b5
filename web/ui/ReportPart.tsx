import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './Report.module.css';

interface ReportPartProps {
  /** The question that it answers. */
  readonly title: string;
  readonly note?: string | null;
  /** As wide as the page. */
  readonly whole?: boolean;
  readonly children: ReactNode;
}

/** One part of a report; inside `parts` of the same style sheet. */
export function ReportPart({ children, note, title, whole }: ReportPartProps) {
  return (
    <section className={classes(styles.part, whole && styles.whole)}>
      <h2>{title}</h2>
      {note && <p className={styles.note}>{note}</p>}
      {children}
    </section>
  );
}
