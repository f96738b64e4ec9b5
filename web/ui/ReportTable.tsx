import type { ReactNode } from 'react';
import styles from './Report.module.css';

export interface TableRow {
  readonly key: string;
  readonly name: ReactNode;
  readonly cells: readonly { readonly key: string; readonly words: string; readonly share?: number | null }[];
}

interface ReportTableProps {
  readonly caption: string;
  /** What the names at the left are. */
  readonly corner: string;
  readonly head: readonly { readonly key: string; readonly words: ReactNode }[];
  readonly rows: readonly TableRow[];
}

/** Names at the left, figures at the right; the higher a share, the fuller its cell. */
export function ReportTable({ caption, corner, head, rows }: ReportTableProps) {
  return (
    // Narrow windows show it in parts: the keyboard must reach them.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls
    <section className={styles.scroll} tabIndex={0} aria-label={caption}>
      <table className={styles.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {head.map(({ key, words }) => (
              <th key={key} scope="col">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ cells, key, name }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {cells.map(({ key: of, share, words }) => (
                <td
                  key={of}
                  style={
                    typeof share === 'number'
                      ? {
                          background: `color-mix(in oklab, var(--accent-wash) ${Math.round(share * 100)}%, transparent)`,
                        }
                      : undefined
                  }
                >
                  {words}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
