import type { ReactNode } from 'react';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import type { Loaded } from '../../../ui/useLoaded.ts';
import styles from './AccountPage.module.css';

interface LoadedListProps<T> {
  readonly loaded: Loaded<readonly T[]>;
  /** What is said of none. */
  readonly empty: string;
  readonly children: (item: T) => ReactNode;
}

/** Rows, or what there is to say while or because there are none. */
export function LoadedList<T>({ children, empty, loaded }: LoadedListProps<T>) {
  switch (loaded.status) {
    case 'loading':
      return <Skeleton height={104} width="100%" />;
    case 'failed':
      return <p role="alert">{loaded.problem.message}</p>;
    case 'ready':
      if (loaded.value.length === 0) return <p className={styles.note}>{empty}</p>;
      return <ul className={styles.rows}>{loaded.value.map(children)}</ul>;
  }
}
