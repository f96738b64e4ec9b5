import type { ReactNode } from 'react';
import { Link } from '../ui/navigation.ts';
import styles from './WaitingList.module.css';

interface WaitingLine {
  readonly key: string;
  readonly to: string;
  readonly icon: ReactNode;
  readonly who: string;
  readonly text: string;
  readonly where: string;
}

interface WaitingListProps {
  /** Of the heading, unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly lines: readonly WaitingLine[];
}

/** What waits for somebody: who says what, and the way to it. */
export function WaitingList({ id, title, lines }: WaitingListProps) {
  return (
    <section className={styles.waiting} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul>
        {lines.map(({ icon, key, text, to, where, who }) => (
          <li key={key}>
            <Link to={to} className={styles.line}>
              {icon}
              <span className={styles.text}>
                <strong>{who}</strong> {text}
              </span>
              <span className={styles.where}>{where}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
